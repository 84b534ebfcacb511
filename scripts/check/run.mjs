/** Runs the programs that the checks are made of; each has a time limit, and none outlives the check. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../freshness.mjs'

/** What a check found wrong; told without a stack. */
export class CheckError extends Error {}

const minuteMs = 60_000
/** Logs of machines are read as they are. */
const plainOutput = process.stdout.isTTY ? {} : { NO_COLOR: '1' }

/**
 * Runs a program, shows its output as it comes, and answers the output. Fails when the program fails.
 *
 * @param {string} program
 * @param {string[]} options
 * @param {{ cwd?: string, env?: Record<string, string>, minutes?: number, isQuiet?: boolean, mayFail?: boolean }} [how]
 * @returns {Promise<{ output: string, isSuccess: boolean }>}
 */
export function run(program, options, how = {}) {
  const { cwd = root, env = {}, minutes = 15, isQuiet = false, mayFail = false } = how
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      cwd,
      env: { ...plainOutput, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes) => {
        output += bytes
        if (!isQuiet) process.stdout.write(bytes)
      })
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), minutes * minuteMs)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(new CheckError(`${program} could not be run: ${error.message}`))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0 || mayFail) return resolve({ output, isSuccess: code === 0 })
      if (isQuiet) process.stdout.write(output)
      const end = signal ? `ended by ${signal}, after at most ${minutes} minutes` : `ended with ${code}`
      reject(new CheckError(`${[program.split('/').at(-1), ...options].join(' ').slice(0, 200)} ${end}`))
    })
  })
}

/** Runs a program of node_modules with this Node, or with another one. */
export function runModule(path, options, how = {}) {
  return run(how.node ?? process.execPath, [join(root, 'node_modules', path), ...options], how)
}

/** The npm that runs this check, if one does; the one on the PATH otherwise. */
export function runNpm(options, how = {}) {
  const script = process.env.npm_execpath
  return script?.endsWith('npm-cli.js')
    ? run(process.execPath, [script, ...options], how)
    : run('npm', options, how)
}
