/**
 * Makes a checkout runnable: installs and builds what is missing or stale. Everything it says goes to stderr,
 * because the output of a command may be read by a program.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isBuildStale, isInstallStale, root } from './freshness.mjs'

const nodeMin = [20, 19]

export function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < nodeMin[0] || (major === nodeMin[0] && minor < nodeMin[1])) {
    stop(
      `Guildhall needs Node.js ${nodeMin.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`,
    )
  }
  const mustBuild = isBuildStale()
  install({ withDev: mustBuild })
  if (mustBuild) {
    say('Building ...')
    if (runNode([join(root, 'scripts', 'build.mjs')]) !== 0) stop('Guildhall could not be built; see above.')
  }
}

export function install({ withDev }) {
  if (!isInstallStale({ withDev })) return
  say('Installing packages from the npm registry (once, about a minute) ...')
  // Not `npm ci`: it refuses a lock file that lacks the programs for systems other than its author's.
  npm(['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'])
}

/** The npm that runs this script, if one does; the one on the PATH otherwise. */
function npm(options) {
  const script = process.env.npm_execpath
  const status = script?.endsWith('npm-cli.js')
    ? runNode([script, ...options])
    : spawnSync('npm', options, { cwd: root, stdio: ['inherit', 2, 2], shell: process.platform === 'win32' })
        .status
  if (status !== 0) stop('The packages could not be installed; see above.')
}

function runNode(options) {
  return spawnSync(process.execPath, options, { cwd: root, stdio: ['inherit', 2, 2] }).status
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
