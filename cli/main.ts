#!/usr/bin/env node
/** The `guildhall` command: finds the command that was typed, runs it, and tells what went wrong in words. */
import { ConfigError } from '../server/config.ts'
import { OperatorError } from '../server/platform/operator-error.ts'
import { packageVersion } from '../server/platform/package-root.ts'
import { Refusal } from '../server/platform/refusal.ts'
import { type Command, CommandError, print, tell, UsageError } from './command.ts'
import { bootstrap } from './commands/bootstrap.ts'
import { dbBackup } from './commands/db-backup.ts'
import { dbMove } from './commands/db-move.ts'
import { dbRestore } from './commands/db-restore.ts'
import { dbStatus } from './commands/db-status.ts'
import { dbVerifyBackup } from './commands/db-verify-backup.ts'
import { ledgerVerify } from './commands/ledger-verify.ts'
import { listen } from './commands/listen.ts'
import { ownerReset } from './commands/owner-reset.ts'
import { secretAccept } from './commands/secret-accept.ts'
import { secretRotate } from './commands/secret-rotate.ts'
import { start } from './commands/start.ts'
import { trigger } from './commands/trigger.ts'
import { readOptions } from './read-options.ts'
import { commandHelp, generalHelp } from './usage.ts'

const commands: readonly Command[] = [
  start,
  bootstrap,
  ownerReset,
  secretRotate,
  secretAccept,
  ledgerVerify,
  dbStatus,
  dbBackup,
  dbVerifyBackup,
  dbRestore,
  dbMove,
  listen,
  trigger,
]

async function main(words: readonly string[]): Promise<number> {
  const [first] = words
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    print(generalHelp(commands))
    return first === undefined ? 2 : 0
  }
  if (first === '--version') {
    print(packageVersion())
    return 0
  }
  const command = commands.find(({ name }) => isTyped(name, words))
  if (!command) throw new UsageError(`${typedName(words)} is not a command`)
  try {
    const options = readOptions(command, words.slice(command.name.split(' ').length))
    if (options.help === true) {
      print(commandHelp(command))
      return 0
    }
    return await command.run(options)
  } catch (error) {
    if (error instanceof UsageError) error.message = `guildhall ${command.name}: ${error.message}`
    throw error
  }
}

function isTyped(name: string, words: readonly string[]): boolean {
  return name.split(' ').every((word, index) => words[index] === word)
}

/** What seems to be meant as the command: the words before the first option. */
function typedName(words: readonly string[]): string {
  const end = words.findIndex((word) => word.startsWith('-'))
  return words.slice(0, end < 1 ? undefined : end).join(' ')
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) {
    tell(`${error.message}\nSee guildhall --help`)
    return 2
  }
  if (
    error instanceof CommandError ||
    error instanceof OperatorError ||
    error instanceof ConfigError ||
    error instanceof Refusal
  ) {
    tell(error.message)
    return 1
  }
  tell(`This should not happen: ${error instanceof Error ? error.stack : String(error)}`)
  return 1
}

// Not `process.exit`: it would cut off what is still being written, and the server of `start` runs on.
process.exitCode = await main(process.argv.slice(2)).catch(exitCodeOf)
