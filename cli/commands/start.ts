/** `guildhall start`: the server, in this very process, so that signals reach it. */
import type { Command } from '../command.ts'

export const start: Command = {
  name: 'start',
  summary: 'Start the server; without DATABASE_URL also its own PostgreSQL',
  usage: '',
  optionLines: [],
  options: {},
  async run() {
    await import('../../server/main.ts')
    return 0
  },
}
