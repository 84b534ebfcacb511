/** What supervisors, proxies and scrapers ask of a server. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.stop())

const scrape = (headers: Record<string, string> = {}) => world.fetch('GET', '/metrics', { headers })

it('the process says that it lives, and that it takes work', async () => {
  expect(await world.fetch('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await world.fetch('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
})

it('requests are counted by the pattern of their address, and never by an id in it', async () => {
  const webhook = await world.webhook({})
  await world.send(webhook, { any: 'thing' })
  await world.as(world.owner).call('getCommunity', {})
  const { status, text } = await scrape()
  expect(status).toBe(200)
  expect(text).toContain(
    'guildhall_http_request_duration_seconds_count{method="POST",route="/hooks/:token",status="2xx"} 1',
  )
  expect(text).toContain('route="/api/communities/:communityId",status="2xx"')
  expect(text).not.toContain(world.communityId)
  expect(text).not.toContain(webhook.path)
})

it('the queue, the event log, the connections and the process are measured', async () => {
  const { text } = await scrape()
  expect(text).toMatch(/^guildhall_receipts_queued 0$/m)
  expect(text).toMatch(/^guildhall_receipts_queued_oldest_seconds 0$/m)
  expect(text).toMatch(/^guildhall_endpoint_backlog_max 0$/m)
  expect(text).toMatch(/^guildhall_endpoint_breakers\{state="open"\} 0$/m)
  expect(text).toMatch(/^guildhall_deliveries_failed 0$/m)
  expect(text).toMatch(/^guildhall_delivery_leases_reclaimed_total 0$/m)
  expect(text).toMatch(/^guildhall_event_horizon_lag_seconds \d/m)
  expect(text).toMatch(/^guildhall_event_reader_lag_seconds\{reader="[\w.]+"\} \d/m)
  expect(text).toMatch(/^guildhall_database_connections\{state="open"\} [1-9]/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
})

it('whoever comes through a proxy is told that nothing is there', async () => {
  expect((await scrape({ 'x-forwarded-for': '192.0.2.7' })).status).toBe(404)
})

it('with a token, whoever shows it is answered, from wherever', async () => {
  const guarded = await createWorld({ metricsToken: 'a-token-for-scrapers' })
  const ask = (headers: Record<string, string>) => guarded.fetch('GET', '/metrics', { headers })
  try {
    const elsewhere = { 'x-forwarded-for': '192.0.2.7' }
    expect((await ask(elsewhere)).status).toBe(404)
    expect((await ask({ ...elsewhere, authorization: 'Bearer another-for-scrapers' })).status).toBe(404)
    expect((await ask({ ...elsewhere, authorization: 'Bearer a-token-for-scrapers' })).status).toBe(200)
    expect((await ask({})).status).toBe(200)
  } finally {
    await guarded.stop()
  }
})
