/** The recipes of deploy/, as far as they can be read without the programs that they are for. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { root, textOf, trackedFiles } from './house/sources.ts'

const recipes = trackedFiles().filter((file) => file.startsWith('deploy/'))
const yamlOf = (file: string) => {
  const { errors, warnings, toJS } = parseYaml(file)
  expect([...errors, ...warnings].map(({ message }) => message)).toEqual([])
  return toJS()
}

/** Comments name settings as well, and are held to the same. */
const named = (pattern: RegExp, files: readonly string[]) => [
  ...new Set(files.flatMap((file) => [...textOf(file).matchAll(pattern)].map(([name]) => name))),
]

describe('recipes', () => {
  it('name only settings that exist', () => {
    const known = named(/\bGUILDHALL_[A-Z_]+\b/g, ['server/config.ts'])
    const asked = named(/\bGUILDHALL_[A-Z_]+\b/g, [...recipes, 'docs/guides/operating.md'])
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((name) => !known.includes(name))).toEqual([])
  })

  it('name only metrics that exist', () => {
    const known = named(/\bguildhall_[a-z_]+\b/g, ['server/gauges.ts', 'server/platform/http/metrics.ts'])
    const asked = named(/\bguildhall_[a-z_]+\b/g, ['deploy/guildhall-alerts.yml', 'docs/guides/operating.md'])
    expect(asked.length).toBeGreaterThan(5)
    expect(
      asked.map((name) => name.replace(/_(bucket|count|sum)$/, '')).filter((name) => !known.includes(name)),
    ).toEqual([])
  })

  it('the compose file has the server behind loopback, on a database that is waited for', () => {
    const { services, volumes } = yamlOf('deploy/compose.yml')
    expect(Object.keys(services)).toEqual(['guildhall', 'database'])
    expect(services.guildhall.depends_on.database.condition).toBe('service_healthy')
    expect(services.guildhall.ports).toEqual(['127.0.0.1:3333:3333'])
    expect(services.database.ports).toBeUndefined()
    expect(Object.keys(volumes).sort()).toEqual(['database', 'guildhall'])
  })

  it('each alert of Prometheus has an expression, a patience and a sentence', () => {
    const [{ rules }] = yamlOf('deploy/guildhall-alerts.yml').groups
    expect(rules.length).toBeGreaterThan(5)
    for (const rule of rules) {
      expect(rule).toMatchObject({ expr: expect.any(String), for: expect.stringMatching(/^\d+[ms]$/) })
      expect(rule.annotations.summary).toMatch(/^[A-Z].{10,}/)
    }
    expect(yamlOf('deploy/prometheus.yml').rule_files).toEqual(['guildhall-alerts.yml'])
  })

  it('the image copies what is there, runs as nobody special, and asks /readyz', () => {
    const lines = textOf('deploy/Dockerfile').split('\n')
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')))
    expect(last).toContain('USER node')
    expect(last.join('\n')).toMatch(/HEALTHCHECK [^\n]*\\\n {2}CMD .*\/readyz/)
    const copied = last.flatMap((line) => /^COPY --from=build \/srv\/guildhall\/(\S+)/.exec(line)?.[1] ?? [])
    const made = ['node_modules', 'dist']
    expect(copied.filter((path) => !made.includes(path)).filter((path) => !isThere(path))).toEqual([])
    expect(copied).toEqual(expect.arrayContaining([...made, 'package.json', 'server/migrations']))
  })

  it('brackets of the proxies close, and their lines end', () => {
    for (const file of ['deploy/nginx.conf', 'deploy/guildhall-proxy.conf']) {
      const lines = codeLines(file)
      expect(
        lines.filter((line) => !/[;{}]$/.test(line)),
        file,
      ).toEqual([])
      expect(depthOf(lines), file).toBe(0)
    }
    expect(depthOf(codeLines('deploy/Caddyfile'))).toBe(0)
  })

  it('the proxies let bodies through that the server takes', () => {
    expect(textOf('deploy/nginx.conf')).toMatch(/client_max_body_size 2m;/)
    expect(textOf('deploy/Caddyfile')).toMatch(/max_size 2MB/)
  })

  it('systemd understands the unit, where it is installed to be asked', () => {
    const unit = textOf('deploy/guildhall.service')
    expect(unit.match(/^\[(Unit|Service|Install)\]$/gm)).toHaveLength(3)
    expect(complaintsOf(unit)).toEqual([])
  })

  it('the command under systemd has the user, the folders and the settings of the service', () => {
    const command = textOf('deploy/guildhall')
    const unit = textOf('deploy/guildhall.service')
    const settings = [
      [/^User=(.*)$/m, /--uid=(\S+)/],
      [/^Group=(.*)$/m, /--gid=(\S+)/],
      [/^WorkingDirectory=(.*)$/m, /--working-directory=(\S+)/],
      [/^Environment=GUILDHALL_DATA_DIR=(.*)$/m, /--setenv=GUILDHALL_DATA_DIR=(\S+)/],
      [/^EnvironmentFile=(.*)$/m, /--property=EnvironmentFile=(\S+)/],
    ] as const
    for (const [ofUnit, ofCommand] of settings) {
      const expected = ofUnit.exec(unit)?.[1]
      expect(expected).toBeTruthy()
      expect(ofCommand.exec(command)?.[1], String(ofUnit)).toBe(expected)
    }
    expect(spawnSync('sh', ['-n', join(root, 'deploy/guildhall')]).status).toBe(0)
  })
})

function parseYaml(file: string) {
  const document = parseDocument(textOf(file), { strict: true, uniqueKeys: true })
  return { errors: document.errors, warnings: document.warnings, toJS: () => document.toJS() }
}

function isThere(path: string): boolean {
  return trackedFiles().some((file) => file === path || file.startsWith(`${path}/`))
}

function codeLines(file: string): string[] {
  return textOf(file)
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '')
}

function depthOf(lines: readonly string[]): number {
  const count = (mark: string) => lines.filter((line) => line.includes(mark)).length
  return count('{') - count('}')
}

/** What `systemd-analyze verify` says of the unit's own lines; programs and accounts are not here to be found. */
function complaintsOf(unit: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-unit-'))
  try {
    const file = join(folder, 'guildhall.service')
    writeFileSync(file, unit)
    const { error, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
    if (error) return []
    return stderr.split('\n').filter((line) => line.includes(`${file}:`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
