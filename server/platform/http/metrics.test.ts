/** What is told while the database is away: everything but the figures that are read from it. */
import pg from 'pg'
import { expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { createIds } from '../ids.ts'
import { createLog } from '../log.ts'
import { mountMetrics } from './metrics.ts'
import { createHttpServer } from './server.ts'

it('a figure that cannot be read has no value, and comes back', async () => {
  const server = createHttpServer({
    ids: createIds(systemClock),
    log: createLog('silent'),
    publicUrl: 'http://localhost:3333',
    trustProxy: false,
  })
  let isAway = false
  const read = async () => {
    if (isAway) throw new Error('the database is away')
    return [{ value: 7 }]
  }
  mountMetrics(server, {
    pool: new pg.Pool(),
    gauges: [{ name: 'guildhall_figure', help: 'A figure', read }],
    token: undefined,
  })
  const scrape = async () => (await server.inject('/metrics')).body
  try {
    expect(await scrape()).toMatch(/^guildhall_figure 7$/m)
    isAway = true
    expect(await scrape()).not.toMatch(/^guildhall_figure \d/m)
    expect(await scrape()).toMatch(/^guildhall_database_connections\{state="open"\} 0$/m)
    isAway = false
    expect(await scrape()).toMatch(/^guildhall_figure 7$/m)
  } finally {
    await server.close()
  }
})
