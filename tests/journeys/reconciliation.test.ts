/** Reconciliations: what a game believes against what members have, natively and by `compare_items`. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { testedApp } from '../world/test-player-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ trustProxy: ['127.0.0.1'] })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let appId: string
let clientId: string
let key: string
let game: Caller
let mira: Caller
let memberId: string
let email: string
let count = 0
beforeEach(async () => {
  ;({ appId, clientId, key } = await callingApp(world))
  game = world.as({ authorization: `Bearer ${key}` })
  await owner.call('saveAppWebhook', {
    params: { appId },
    body: { settings: { confirmMode: 'explicit' } },
  })
  const staff = await world.staff(`Mira${++count}`, [])
  ;({ memberId, email } = staff)
  mira = world.as(staff.credential)
})

const live = (more: object = {}) => liveItem(world, appId, more)
const grant = (itemId: string, quantity: number, by = owner) =>
  by.call('postUnits', {
    params: { appId },
    body: { operations: [{ op: 'grant', memberId, itemId, quantity }], reason: 'A test' },
  })
const reconcile = (items: object[], more: object = {}, by = game) =>
  by.call('reconcile', {
    params: { appId },
    body: { members: [{ member: email, items: items as { itemUri: string }[] }], ...more },
  })
const compare = (users: unknown, more: object = {}, headers: Record<string, string> = {}) =>
  world.fetch('POST', '/api/compare_items', {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ clientId, users, ...more }),
  })
const error = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: string }).error}`

/** Everything that must not change, as one text. */
async function state(): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat((select json_agg(b order by holder_id, asset) from ledger_balances b),
                  (select count(*) from ledger_transfers), (select json_agg(m) from items_merges m),
                  (select json_agg(i) from items_inventories i)) as state`.execute(world.app.ctx.db)
  return rows[0]?.state ?? ''
}

describe('a reconciliation', () => {
  it('E38 reconciliation finds each planted difference, explains units in motion, and changes nothing', async () => {
    const [sword, ore, dust] = [
      await live(),
      await live({ kind: 'mergeable' }),
      await live({ kind: 'mergeable' }),
    ]
    await grant(sword.itemId, 3)
    await grant(ore.itemId, 20, game)
    await grant(dust.itemId, 9)
    const open = await mira.call('requestMerge', { params: { itemId: ore.itemId }, body: { quantity: 5 } })
    const done = await mira.call('requestMerge', { params: { itemId: ore.itemId }, body: { quantity: 2 } })
    await game.call('confirmMerge', { params: { mergeId: done.id } })
    const before = await state()
    const right = await reconcile([
      { itemUri: sword.itemUri, count: 3, grantedTotal: 0 },
      { itemUri: ore.itemUri, count: 13, mergedTotal: 2, mintedTotal: 0, grantedTotal: 20 },
    ])
    expect(right).toMatchObject({ checked: 6, equal: 6, differences: [] })
    const wrong = await reconcile(
      [
        { itemUri: sword.itemUri, count: 4 },
        { itemUri: ore.itemUri, count: 18, mergedTotal: 7, grantedTotal: 21 },
        { itemUri: 'https://items.game.example/none', count: 1 },
      ],
      { complete: true },
    )
    const told = wrong.differences.map(({ field, theirs, ours, verdict }) => [field, theirs, ours, verdict])
    expect(told).toEqual([
      ['count', 4, 3, 'differs'],
      ['count', 18, 13, 'in_motion'],
      ['mergedTotal', 7, 2, 'in_motion'],
      ['grantedTotal', 21, 20, 'differs'],
      ['count', 1, 0, 'unknown_item'],
      ['count', 0, 9, 'missing'],
    ])
    expect(wrong.differences[1]).toMatchObject({ difference: 5, pending: { merge: 5, mint: 0 } })
    expect(wrong.differences[1]?.inventorySequence).toBe(5)
    expect(wrong.differences[5]?.itemUri).toBe(dust.itemUri)
    const stranger = {
      members: [{ member: 'nobody@example.com', items: [{ itemUri: ore.itemUri, count: 1 }] }],
    }
    const unknown = await game.call('reconcile', { params: { appId }, body: stranger })
    expect(unknown.counts.unknown_member).toBe(1)
    // The test player of another app is nobody here.
    const { player } = await testedApp({ world })
    const compared = await compare([{ userEmail: player.email, items: [{ itemUri: ore.itemUri, count: 1 }] }])
    expect(compared.body).toMatchObject({ differences: [{ reason: 'unknown_user' }] })
    expect(await state()).toBe(before)
    const events = (await toldEvents(world, appId)).filter(({ type }) => type.startsWith('reconciliation.'))
    expect(events.map(({ data }) => data.reconciliationId)).toEqual([wrong.id])
    await game.call('rejectMerge', { params: { mergeId: open.id }, body: { reason: 'A test' } })
  })

  it('is kept: listed, and read with its differences, by the app and by staff', async () => {
    const { itemUri, itemId } = await live()
    const run = await reconcile([{ itemUri, count: 2 }], {}, owner)
    expect(run).toMatchObject({
      by: { kind: 'account' },
      differences: [{ member: email, memberId, itemUri, itemId, tier: 'default' }],
    })
    const { data } = await game.call('listReconciliations', { params: { appId } })
    const { differences, mendings, ...summary } = run
    expect(data).toEqual([summary])
    const read = await owner.call('getReconciliation', { params: { appId, reconciliationId: run.id } })
    expect(read).toEqual({ ...summary, differences, mendings })
  })

  it('is read with what was posted about it, and with nothing else', async () => {
    const { itemUri, itemId } = await live()
    const run = await reconcile([{ itemUri, count: 2 }])
    expect(run.by).toMatchObject({ kind: 'app' })
    const operations = [{ op: 'grant' as const, memberId, itemId, quantity: 2 }]
    const post = (reference: string) =>
      owner.call('postUnits', {
        params: { appId },
        body: { operations, reason: 'Agreed', reference, tags: [memberId] },
      })
    const { id: postingId } = await post(run.id)
    await post('something else')
    const read = await owner.call('getReconciliation', { params: { appId, reconciliationId: run.id } })
    expect(read.mendings).toEqual([{ postingId, at: expect.any(String), reason: 'Agreed', tags: [memberId] }])
  })

  it('happens once for each Idempotency-Key', async () => {
    const { itemUri } = await live()
    const body = { members: [{ member: memberId, items: [{ itemUri, count: 2 }] }] }
    const headers = { 'idempotency-key': `run-${appId}` }
    const first = await game.reply('reconcile', { params: { appId }, body, headers })
    const again = await game.reply('reconcile', { params: { appId }, body, headers })
    expect([first.status, again.text]).toEqual([201, first.text])
    expect((await game.call('listReconciliations', { params: { appId } })).data).toHaveLength(1)
  })

  it('too_many_lines: a run compares ten thousand lines at most', async () => {
    const items = Array.from({ length: 5001 }, (_, index) => ({
      itemUri: `https://a.example/${index}`,
      count: 1,
    }))
    const members = [email, memberId].map((member) => ({ member, items }))
    expect(await game.refusal('reconcile', { params: { appId }, body: { members } })).toBe('too_many_lines')
  })

  it('cursor_invalid: a cursor goes with its list', async () => {
    const query = { cursor: Buffer.from('other.12').toString('base64url') }
    expect(await owner.refusal('listReconciliations', { params: { appId }, query })).toBe('cursor_invalid')
  })
})

describe('compare_items', () => {
  it('F24 compare_items finds one planted difference in 1,000 lines and reports units in motion as such', async () => {
    const ore = await live({ kind: 'mergeable' })
    const sword = await live()
    await grant(ore.itemId, 10)
    await grant(sword.itemId, 1)
    await mira.call('requestMerge', { params: { itemId: ore.itemId }, body: { quantity: 4 } })
    const others = await Promise.all(Array.from({ length: 9 }, () => world.member(`Other${++count}`)))
    const line = { itemUri: sword.itemUri, count: 0 }
    const users = others.map((member) => ({
      userEmail: member.email ?? '',
      items: Array.from({ length: 110 }, () => line),
    }))
    const own = [
      { itemUri: ore.itemUri, count: 10 },
      { itemUri: sword.itemUri, count: 1 },
      ...Array.from({ length: 8 }, () => ({ itemUri: sword.itemUri, count: 1 })),
    ]
    own[5] = { itemUri: sword.itemUri, count: 2 }
    const reply = await compare([...users, { userEmail: email, items: own }])
    const pending = { userEmail: email, pendingOrder: 0 }
    expect(reply.body).toEqual({
      differences: [
        { ...pending, itemUri: ore.itemUri, count: 10, itemCount: 6, pendingMerge: 4, reason: 'in_motion' },
        { ...pending, itemUri: sword.itemUri, count: 2, itemCount: 1, pendingMerge: 0, reason: 'differs' },
      ],
      checked: 1000,
    })
  })

  it('names who and what it does not know, and what was left out where everything was named', async () => {
    const { itemId, itemUri } = await live()
    await grant(itemId, 2)
    const users = [
      { userEmail: 'nobody@example.com', items: [{ itemUri, count: 1 }] },
      { userEmail: email, items: [{ itemUri: 'not an address', count: 1 }] },
    ]
    const reply = await compare(users, { complete: true })
    const { differences } = reply.body as { differences: { reason: string }[] }
    expect(differences.map(({ reason }) => reason)).toEqual(['unknown_user', 'unknown_item', 'differs'])
  })

  it('answers a repeat of its key the same, and refuses what it cannot read', async () => {
    const { itemUri } = await live()
    const users = [{ userEmail: email, items: [{ itemUri, count: 1 }] }]
    const headers = { 'idempotency-key': `compare-${appId}` }
    const first = await compare(users, {}, headers)
    const again = await compare(users, {}, headers)
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
    expect((await compare(users, {}, { 'idempotency-key': '' })).status).toBe(200)
    expect(error(await compare(users, {}, { 'idempotency-key': 'a b' }))).toBe('400 invalid_parameter')
    expect(error(await compare([]))).toBe('422 invalid_body')
    expect(error(await compare(users, { more: 1 }))).toBe('422 invalid_body')
    const many = [0, 1].map(() => ({ userEmail: email, items: Array(501).fill({ itemUri, count: 1 }) }))
    expect(error(await compare(many))).toBe('422 invalid_body')
    expect(error(await compare(users, { clientId: '1234567' }))).toBe('403 wrong_client')
  })
})
