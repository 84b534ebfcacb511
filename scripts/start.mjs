/**
 * Starts Guildhall from a checkout: installs and builds what is missing or stale, then runs the server in this
 * very process, so that signals reach it.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuildStale, isInstallStale, root } from './freshness.mjs'

const nodeMin = [20, 19]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < nodeMin[0] || (major === nodeMin[0] && minor < nodeMin[1])) {
  stop(
    `Guildhall needs Node.js ${nodeMin.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`,
  )
}

const mustBuild = isBuildStale()
if (isInstallStale({ withDev: mustBuild })) {
  say('Installing packages from the npm registry (once, about a minute) ...')
  // Not `npm ci`: it refuses a lock file that lacks the programs for systems other than its author's.
  npm(['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'])
}
if (mustBuild) {
  say('Building ...')
  if (runNode([join(root, 'scripts', 'build.mjs')]) !== 0) stop('Guildhall could not be built; see above.')
}
await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href)

/** The npm that runs this script, if one does; the one on the PATH otherwise. */
function npm(options) {
  const script = process.env.npm_execpath
  const status = script?.endsWith('.js')
    ? runNode([script, ...options])
    : spawnSync('npm', options, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status
  if (status !== 0) stop('The packages could not be installed; see above.')
}

function runNode(options) {
  return spawnSync(process.execPath, options, { cwd: root, stdio: 'inherit' }).status
}

function say(text) {
  process.stdout.write(`${text}\n`)
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
