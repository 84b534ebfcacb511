/** What a command of `guildhall` is, and how it says that something expected went wrong. */
import type { ParseArgsConfig } from 'node:util'

export interface Command {
  /** As typed, e.g. `owner reset`. */
  name: string
  summary: string
  /** What follows the name, e.g. `[--password P]`. */
  usage: string
  /** The name under which `run` gets the one word that follows, e.g. `event`; without it there is none. */
  word?: string
  /** One line per option. */
  optionLines: readonly string[]
  options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code. */
  run: (values: OptionValues) => Promise<number>
}

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>

/** Told in words, without a stack trace; exit code 1. */
export class CommandError extends Error {}

/** The command line itself is wrong; exit code 2. */
export class UsageError extends Error {}

export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function requiredOption(values: OptionValues, name: string): string {
  const value = textOption(values, name)
  if (value === undefined) throw new UsageError(`--${name} is missing`)
  return value
}

/** A line for people: the result goes to `stdout` instead where programs read it. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
