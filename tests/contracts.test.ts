/** The contracts as a whole: bounded, named once, each with an action, each refusal with a test. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../contracts/endpoint.ts'
import { eventTypes } from '../contracts/events/index.ts'
import { endpoints } from '../contracts/index.ts'
import { commonRefusals, type RefusalCode, refusalCodes, refusals } from '../contracts/refusals.ts'
import { Problem } from '../contracts/values.ts'
import { faceOpenApi } from '../server/faces/fingi/openapi.ts'
import { facePaths } from '../server/faces/fingi/wire.ts'
import { openApiOf } from '../server/platform/http/openapi.ts'
import { tagOf } from '../server/tags.ts'
import { textOf, trackedFiles } from './house/sources.ts'

const all = endpoints as readonly Endpoint[]

/** Refusals without a test over HTTP that is titled with them, each with its reason. */
const untitled: Partial<Record<RefusalCode, string>> = {
  not_ready: 'needs a database that is away: tests/crash/database-away.test.ts',
}

describe('endpoints', () => {
  it('have unique names, and unique addresses', () => {
    expect(all.length).toBeGreaterThan(40)
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(
      new Set(all.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)).size,
    ).toBe(all.length)
  })

  it('lie below /api, in words of lower case; only hooks have a short address', () => {
    for (const { path, access } of all) {
      const pattern =
        access.kind === 'secret_url' ? /^\/hooks\/\{token\}$/ : /^\/api(\/([a-z-]+|\{[a-zA-Z]+\}))+$/
      expect(path).toMatch(pattern)
    }
  })

  it('name the parameters of their path, and no others', () => {
    for (const { name, path, params } of all) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const { properties = {} } = (params ?? {}) as { properties?: object }
      expect(Object.keys(properties).sort(), name).toEqual(inPath.sort())
    }
  })

  it('say what they answer, and list no refusal that every endpoint may give', () => {
    for (const { name, answers, refusals: own } of all) {
      expect(Object.keys(answers).length, name).toBeGreaterThan(0)
      for (const status of Object.keys(answers)) expect(status, name).toMatch(/^20[0-4]$/)
      for (const code of own) {
        expect(refusalCodes, name).toContain(code)
        expect(commonRefusals as readonly string[], name).not.toContain(code)
      }
    }
  })

  it('take If-Match where they answer an ETag', () => {
    for (const { name, method, revisioned, refusals: own } of all) {
      const isWrite = revisioned === true && method !== 'GET'
      expect(own.includes('revision_mismatch'), name).toBe(isWrite)
    }
  })

  it('belong to a section of the reference page', () => {
    expect(all.filter((endpoint) => tagOf(endpoint) === 'other').map(({ name }) => name)).toEqual([])
  })

  it('have an action each: every list of endpoints is tied to actions once, where a missing one does not compile', () => {
    const lists = trackedFiles()
      .filter((file) => /^contracts\/[^/]+\.ts$/.test(file))
      .flatMap((file) =>
        [...textOf(file).matchAll(/^export const (\w+Endpoints) = \[/gm)].map((match) => match[1] ?? ''),
      )
    const routes = trackedFiles().filter((file) => /^server\/(features|operate)\/.*\.routes\.ts$/.test(file))
    expect(lists.length).toBeGreaterThan(4)
    for (const list of lists) {
      expect(
        routes.filter((file) => new RegExp(`\\b${list}\\b`).test(textOf(file))),
        list,
      ).toHaveLength(1)
    }
    for (const file of routes) expect(textOf(file), file).toMatch(/routesOf\(/)
  })
})

describe('schemas', () => {
  const schemas = [
    ...all.flatMap(({ name, params, query, body, answers }) => [
      [`${name} params`, params],
      [`${name} query`, query],
      [`${name} body`, body],
      ...Object.entries(answers).map(([status, schema]) => [`${name} ${status}`, schema]),
    ]),
    ...eventTypes.map(({ name, payload }) => [name, payload]),
    ['Problem', Problem],
  ].filter((one): one is [string, object] => typeof one[1] === 'object' && one[1] !== null)

  it('bound every text, list and integer', () => {
    expect(schemas.length).toBeGreaterThan(80)
    expect(schemas.flatMap(([name, schema]) => unbounded(schema, name))).toEqual([])
  })

  it('take no property that they do not name', () => {
    const inputs = schemas.filter(([name]) => /(params|query|body)$/.test(name))
    const open = inputs.flatMap(([name, schema]) => openObjects(schema, name))
    expect(open).toEqual([])
  })
})

describe('refusals', () => {
  it('are each used by an endpoint or by all of them; one is told between features only', () => {
    const used = new Set<string>([
      ...commonRefusals,
      ...all.flatMap(({ refusals: own }) => own),
      'route_not_found',
      'method_not_allowed',
    ])
    expect(refusalCodes.filter((code) => !used.has(code) && code !== 'already_posted')).toEqual([])
  })

  it('have the status of an error each, and a title of their own', () => {
    for (const { status } of Object.values(refusals)) expect(status >= 400 && status < 600).toBe(true)
    expect(new Set(Object.values(refusals).map(({ title }) => title)).size).toBe(refusalCodes.length)
  })

  it('each have a test that is titled with them', () => {
    const titles = trackedFiles()
      .filter((file) => /^tests\/.*\.test\.ts$/.test(file))
      .flatMap((file) =>
        [...textOf(file).matchAll(/\b(?:it|test)\(\s*['"`]([^\n]*)/g)].map((match) => match[1] ?? ''),
      )
    expect(titles.length).toBeGreaterThan(50)
    const isTitled = (code: string) => titles.some((title) => new RegExp(`\\b${code}\\b[^:]*:`).test(title))
    expect(refusalCodes.filter((code) => !isTitled(code) && !(code in untitled))).toEqual([])
    expect(Object.keys(untitled).filter((code) => isTitled(code))).toEqual([])
  })
})

describe('events', () => {
  it('are named as a singular noun and a past verb', () => {
    // Its name is that of the specification.
    for (const { name } of eventTypes.filter((type) => type.name !== 'webhook.verification'))
      expect(name).toMatch(
        /^[a-z_]+\.([a-z_]+ed|left|overdue|settled_late|withdrawn|frozen|taken|in_doubt|expiring)$/,
      )
  })
})

describe('the OpenAPI document', () => {
  it('in docs is the one that the server serves', () => {
    const generated = JSON.parse(JSON.stringify(openApiOf(all, tagOf))) as unknown
    expect(JSON.parse(textOf('docs/openapi.json'))).toEqual(generated)
  })

  it('of the face has every call of it, and in docs is the one that the server serves', () => {
    const generated = JSON.parse(JSON.stringify(faceOpenApi())) as { paths: object }
    expect(JSON.parse(textOf('docs/openapi-fingi.json'))).toEqual(generated)
    expect(Object.keys(generated.paths)).toEqual(Object.values(facePaths).map(({ path }) => path))
  })

  it('the table of endpoints that the web uses is fresh', async () => {
    const script = fileURLToPath(new URL('../scripts/generate-endpoints.mjs', import.meta.url))
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({
      stderr: '',
    })
  })

  it('and each line of it says what the contract says', () => {
    const table = textOf('web/api/endpoints.generated.ts')
    const [, communityPath = ''] = /communityPath = '([^']+)'/.exec(table) ?? []
    expect(communityPath).toContain('{communityId}')
    const lines = [...table.matchAll(/^ {2}(\w+): '([A-Z]+ [/~].*)',$/gm)]
    expect(lines.length).toBeGreaterThan(100)
    const ofContracts = new Map(
      all.map(({ name, method, path }) => [name, `${method} ${path.replace(communityPath, '~')}`]),
    )
    for (const [, name = '', line] of lines) expect(line).toBe(ofContracts.get(name))
  })
})

interface Part {
  type?: string
  enum?: unknown[]
  const?: unknown
  pattern?: string
  maxLength?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  format?: string
  [key: string]: unknown
}

function unbounded(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const part = schema as Part
  const own: string[] = []
  const isFixed = part.enum !== undefined || part.const !== undefined
  if (part.type === 'string' && !isFixed && part.maxLength === undefined && !isShort(part.pattern))
    own.push(place)
  if (part.type === 'array' && part.maxItems === undefined) own.push(place)
  if (part.type === 'integer' && (part.minimum === undefined || part.maximum === undefined)) own.push(place)
  return [...own, ...children(part, place).flatMap(([at, child]) => unbounded(child, at))]
}

/** Whether a pattern bounds the length by itself: anchored, and nothing in it repeats without end. */
function isShort(pattern: string | undefined): boolean {
  return pattern !== undefined && /^\^.*\$$/.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern)
}

function openObjects(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const part = schema as Part
  const own = part.type === 'object' && part.additionalProperties !== false ? [place] : []
  return [...own, ...children(part, place).flatMap(([at, child]) => openObjects(child, at))]
}

function children(part: Part, place: string): [string, unknown][] {
  const named = (key: string) =>
    Object.entries((part[key] ?? {}) as object).map(([name, child]): [string, unknown] => [
      `${place}/${name}`,
      child,
    ])
  return [
    ...named('properties'),
    ...named('patternProperties'),
    [`${place}/items`, part.items],
    ...named('anyOf'),
    ...named('allOf'),
  ]
}
