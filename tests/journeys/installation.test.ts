/** What the owner of the installation is told about it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storedKinds } from '../../contracts/installation.ts'
import type { AnswerBody } from '../world/contract-types.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ dataDir: process.cwd() })
})
afterAll(() => world?.stop())

const read = (): Promise<AnswerBody<'getInstallationStatus'>> =>
  world.as(world.owner).call('getInstallationStatus', {})

describe('the status of the installation', () => {
  it('tells versions, queues, disk, connections and no backup of a database that is not its own', async () => {
    const status = await read()
    expect(status).toMatchObject({
      versions: { node: process.versions.node, schema: expect.stringMatching(/^\d{4}-/) },
      receipts: { waitingCount: 0, oldestSeconds: 0 },
      jobs: { givenUpCount: 0 },
      database: { kind: 'external' },
      lastBackup: null,
    })
    expect(status.events.readers.map(({ name }) => name)).toContain('insights.economy')
    expect(status.disk?.freeBytes).toBeGreaterThan(0)
    expect(status.disk?.totalBytes).toBeGreaterThan(status.disk?.freeBytes ?? 0)
    expect(status.database.connections).toBeLessThanOrEqual(status.database.connectionsMax)
  })

  it('tells of each kind what it takes, how many rows it has and since when', async () => {
    const webhook = await world.webhook({})
    for (let index = 0; index < 5; index++) await world.send(webhook, { filler: 'x'.repeat(5000), index })
    await expect
      .poll(async () => (await read()).stored.find(({ kind }) => kind === 'metadata')?.rowCount, {
        timeout: 20_000,
      })
      .toBe(5)
    const { stored, database } = await read()
    expect(stored.map(({ kind }) => kind)).toEqual([...storedKinds])
    const of = (wanted: string) => stored.find(({ kind }) => kind === wanted)
    expect(of('bodies')?.bytes).toBeGreaterThan(0)
    expect(Date.parse(of('metadata')?.oldestAt ?? '')).toBeLessThanOrEqual(Date.now())
    expect(of('audit')?.oldestAt).not.toBeNull()
    const sum = stored.reduce((bytes, kind) => bytes + kind.bytes, 0)
    expect(sum).toBeLessThanOrEqual(database.bytes)
  })

  it('tells which statements were slow, and none of their values', async () => {
    await sql`select pg_sleep(${0.25}), ${'a secret'}::text as said`.execute(world.app.ctx.db)
    const { slowStatements } = await read()
    const slept = slowStatements.find(({ statement }) => statement.includes('pg_sleep'))
    expect(slept).toMatchObject({ statement: 'select pg_sleep($1), $2::text as said', count: 1 })
    expect(slept?.slowestMs).toBeGreaterThanOrEqual(250)
  })

  it('forbidden: for everybody but the owner of the installation', async () => {
    const staff = await world.staff('Stan', ['manage_community', 'manage_webhooks', 'view_audit'])
    expect(await world.as(staff.credential).refusal('getInstallationStatus', {})).toBe('forbidden')
  })
})
