/** Runs the `guildhall` command as a process of its own, as an operator does. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { distFolder } from './built.ts'

export interface CommandResult {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** Of the build under test; settings are those given here, and none of this process. */
export async function runCommand(
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const program = join(distFolder(), 'cli', 'main.js')
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await exitCode, stdout, stderr }
}
