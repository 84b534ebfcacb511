/** The help texts, made from the commands themselves. */
import type { Command } from './command.ts'

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2
  return [
    'Usage: guildhall <command> [options]',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'Options:',
    '  --help     Show this, or the help of a command',
    '  --version  Show the version',
    '',
    'Settings come from the environment: GUILDHALL_DATA_DIR, DATABASE_URL and others (docs/guides/settings.md).',
  ].join('\n')
}

export function commandHelp({ name, summary, usage, optionLines }: Command): string {
  return [
    `Usage: guildhall ${name}${usage ? ` ${usage}` : ''}`,
    '',
    summary,
    ...(optionLines.length > 0 ? ['', 'Options:', ...optionLines.map((line) => `  ${line}`)] : []),
  ].join('\n')
}
