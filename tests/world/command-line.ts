/** Runs the `guildhall` command as a process of its own, as an operator does. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { packageRoot } from '../../server/platform/package-root.ts'

export interface CommandResult {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** From the sources; settings are those given here, and none of this process. */
export function runCommand(
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const program = join(packageRoot(), 'cli/main.ts')
  return runProgram(['--import', import.meta.resolve('tsx'), program, ...words], settings)
}

/** The built command, by the path of its program. */
export function runBuiltCommand(
  program: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return runProgram([program, ...words], settings)
}

async function runProgram(
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = spawn(process.execPath, words, {
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
