/** Readiness when there is nothing to be ready with, and while the server stops. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/world/postgres.ts'
import { systemClock } from '../clock.ts'
import { type ConnectionSettings, createDatabase, createPool } from '../db/database.ts'
import { createIds } from '../ids.ts'
import { createLog } from '../log.ts'
import { mountHealth } from './health.ts'
import { createHttpServer } from './server.ts'

const log = createLog('silent')

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

function createHealthServer(connection: ConnectionSettings) {
  const pool = createPool(connection, log)
  const server = createHttpServer({
    ids: createIds(systemClock),
    log,
    publicUrl: 'http://localhost:3333',
    trustProxy: false,
  })
  const health = mountHealth(server, createDatabase(pool), systemClock, log)
  return { server, health, close: () => server.close().then(() => pool.end()) }
}

it('not_ready: the database is away; the process lives all the same', async () => {
  const { server, close } = createHealthServer({ host: '127.0.0.1', port: 1 })
  try {
    const { statusCode, json } = await server.inject('/readyz')
    expect({ statusCode, ...json() }).toMatchObject({
      statusCode: 503,
      code: 'not_ready',
      detail: 'The database does not answer.',
    })
    expect((await server.inject('/healthz')).statusCode).toBe(200)
  } finally {
    await close()
  }
})

it('not_ready: the server is stopping', async () => {
  const { server, health, close } = createHealthServer(database.connection)
  try {
    expect((await server.inject('/readyz')).statusCode).toBe(200)
    health.stopTakingWork()
    const { statusCode, json } = await server.inject('/readyz')
    expect({ statusCode, ...json() }).toMatchObject({ statusCode: 503, detail: 'The server is stopping.' })
  } finally {
    await close()
  }
})
