/** Reads the options of one command; whatever it does not know is refused by name. */
import { parseArgs } from 'node:util'
import { type Command, type OptionValues, UsageError } from './command.ts'

export function readOptions(command: Command, words: readonly string[]): OptionValues {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
    const allowPositionals = command.word !== undefined
    const { values, positionals } = parseArgs({ args: [...words], options, strict: true, allowPositionals })
    const [word, extra] = positionals
    if (extra !== undefined) throw new UsageError(`Unexpected argument '${extra}'`)
    return {
      ...values,
      ...(command.word === undefined || word === undefined ? {} : { [command.word]: word }),
    }
  } catch (error) {
    if (!isParseError(error)) throw error
    // Node's first sentence names the word; what follows is advice for other programs.
    const [sentence = error.message] = error.message.split(/\. |\n/)
    throw new UsageError(sentence)
  }
}

function isParseError(error: unknown): error is Error {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS_')
}
