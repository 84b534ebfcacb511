/** Members who leave or are removed: nobody finds them any more, everything that happened goes on naming them. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { Caller, Credential } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'email', path: '$.email' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}

let world: World
let owner: Caller
let webhook: TestWebhook
let receiver: Receiver
let names = 0
let ada: Member
let adaCredential: Credential
let email: string
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  webhook = await world.webhook({ name: 'Quests', mapping })
  receiver = await startReceiver()
})
/** A member with an account, 40 coins from the webhook, and a field. */
beforeEach(async () => {
  ada = await world.member(`Ada${++names}`)
  email = ada.email ?? ''
  adaCredential = (await world.person(email)).credential
  await world.deliver(webhook, { email, coins: 40 })
})
afterAll(async () => {
  await receiver?.close()
  await world?.stop()
})

const remove = (memberId = ada.id) => owner.call('removeMember', { params: { memberId } })
const leave = (credential = adaCredential) => world.as(credential).call('leaveCommunity', {})
const count = async () => (await owner.call('getCommunity', {})).memberCount
const found = async (query: { email?: string; username?: string; search?: string }) =>
  (await owner.call('listMembers', { query })).data.map(({ id }) => id)
const held = async (memberIds: string) =>
  (await owner.call('listMemberBalances', { query: { memberIds } })).data
/** Transactions of other tests on the same server may hold back the horizon of the event log for a moment. */
const eventually = (check: () => Promise<void>) =>
  vi.waitFor(
    async () => {
      await world.drain()
      await check()
    },
    { timeout: 10_000, interval: 20 },
  )

/** How often it was told to wait, as far as the reader that lets receipts go has read. */
async function deferralsReadOf(receiptId: string): Promise<number> {
  const { rows } = await sql`
    select from events event
    join event_readers reader on (event.xid, event.sequence) <= (reader.xid, reader.sequence)
    where reader.name = 'incoming.awaiting' and event.type = 'receipt.deferred'
      and event.subject_id = ${receiptId}`.execute(world.app.ctx.db)
  return rows.length
}

it('who has left has no access any more, and is in no list, search or count', async () => {
  const caller = world.as(adaCredential)
  expect(await caller.call('getMe', {})).toMatchObject({ id: ada.id })
  const before = await count()
  await leave()
  expect(await count()).toBe(before - 1)
  expect(await caller.refusal('getMe', {})).toBe('not_found')
  expect(await caller.refusal('getCommunity', {})).toBe('not_found')
  expect(await caller.call('getCurrentSession', {})).toMatchObject({ memberships: [] })
  expect(await caller.call('listCommunities', {})).toEqual({ data: [] })
  for (const query of [{ email }, { username: ada.username }, { search: ada.displayName }]) {
    expect(await found(query)).toEqual([])
  }
  const { data } = await owner.call('listMembers', { query: { limit: 200 } })
  expect(data.map(({ id }) => id)).not.toContain(ada.id)
  expect(data).toHaveLength(before - 1)
  expect(await caller.refusal('leaveCommunity', {})).toBe('not_found')
})

it('staff who are removed may do nothing here from the next request on', async () => {
  const staff = await world.staff(`Staff${names}`, ['view_members', 'manage_members'])
  await world.as(staff.credential).call('listMembers', {})
  await remove(staff.memberId)
  expect(await world.as(staff.credential).refusal('listMembers', {})).toBe('not_found')
})

it('no write reaches who was removed: to every one of them there is no such member', async () => {
  await remove()
  const params = { memberId: ada.id }
  const field = { key: `level${names}`, name: 'Level', type: 'numerical' as const }
  const { id: fieldId } = await owner.call('createField', { body: field })
  await owner.call('adjustTreasury', { body: { asset: 'coins', amount: 5, reason: 'A prize' } })
  const hold = await owner.call('openHold', { body: { asset: 'coins', amount: 5, purpose: 'A prize' } })
  const to = { kind: 'member' as const, memberId: ada.id }
  const gift = { asset: 'coins', amount: 1, reason: 'A gift' }
  const fee = { memberId: ada.id, asset: 'coins', amount: 1, purpose: 'A fee' }
  const refused = [
    owner.refusal('getMember', { params }),
    owner.refusal('updateMember', { params, body: { displayName: 'Nobody' } }),
    owner.refusal('inviteMember', { params }),
    owner.refusal('removeMember', { params }),
    owner.refusal('adjustBalance', { params, body: gift }),
    owner.refusal('setMemberField', { params: { ...params, fieldId }, body: { value: 1 } }),
    owner.refusal('openHold', { body: fee }),
    owner.refusal('postHold', { params: { holdId: hold.id }, body: { to } }),
  ]
  expect(new Set(await Promise.all(refused))).toEqual(new Set(['not_found']))
  expect(await held(ada.id)).toEqual([{ memberId: ada.id, asset: 'coins', amount: 40 }])
})

it('incoming webhooks do not find who has left, and fail as for somebody unknown', async () => {
  await leave()
  const failed = await world.deliver(webhook, { email, coins: 5 })
  expect(failed).toMatchObject({ status: 'failed', failure: { reason: 'User not found' } })
  const usernames = { ...mapping, member: { identifier: 'username' as const, path: '$.who' } }
  const other = await world.webhook({ mapping: usernames })
  expect(await world.deliver(other, { who: ada.username, coins: 5 })).toMatchObject({
    status: 'failed',
    failure: { reason: 'User not found' },
  })
  const dry = { params: { webhookId: webhook.id }, body: { sample: { email, coins: 5 } } }
  expect(await owner.call('dryRunIncomingWebhook', dry)).toMatchObject({ status: 'failed', members: [] })
})

it('a receipt that waits is for the one who comes, not for the one who left', async () => {
  await leave()
  const waitful = await world.webhook({ mapping: { ...mapping, memberNotFound: 'wait' } })
  const waiting = await world.deliver(waitful, { email, coins: 7 })
  expect(waiting).toMatchObject({ status: 'pending', outcome: 'awaiting_member' })
  await eventually(async () => expect(await deferralsReadOf(waiting.id)).toBe(1))
  expect(await world.receipt(waiting.id)).toMatchObject({ outcome: 'awaiting_member' })
  const { id } = await world.member(ada.displayName)
  await eventually(async () => expect(await world.receipt(waiting.id)).toMatchObject({ outcome: 'applied' }))
  expect(await world.balances(id)).toMatchObject({ coins: 7 })
  expect(await held(ada.id)).toEqual([{ memberId: ada.id, asset: 'coins', amount: 40 }])
  expect(await deferralsReadOf(waiting.id)).toBe(1)
})

it('who comes again with the same e-mail and account is a new member, with nothing of the old one', async () => {
  await leave()
  const before = await count()
  const again = await world.member(ada.displayName)
  expect(again.id).not.toBe(ada.id)
  expect(again).toMatchObject({ email, username: ada.username, isLinked: false })
  expect(await count()).toBe(before + 1)
  const { url } = await owner.call('inviteMember', { params: { memberId: again.id } })
  const params = { token: url.split('/').at(-1) ?? '' }
  await world.as(adaCredential).call('acceptInvitation', { params })
  expect(await world.as(adaCredential).call('getMe', {})).toMatchObject({ id: again.id, isLinked: true })
  expect(await found({ email })).toEqual([again.id])
  expect(await world.balances(again.id)).toMatchObject({ coins: 0 })
  const { effects } = await world.deliver(webhook, { email, coins: 3 })
  expect(effects).toMatchObject([{ memberId: again.id, balanceBefore: 0, balanceAfter: 3 }])
  await leave()
  await world.member(ada.displayName)
  expect(await found({ username: ada.username })).not.toContain(again.id)
})

it('an account that proves its e-mail later does not become a member who was removed', async () => {
  const { id: memberId } = await world.member(`Late${names}`)
  const { url } = await owner.call('inviteMember', { params: { memberId } })
  await remove(memberId)
  const person = await world.person(`late${names}@example.com`)
  expect(await world.as(person.credential).refusal('getMe', {})).toBe('not_found')
  const params = { token: url.split('/').at(-1) ?? '' }
  expect(await world.as({}).refusal('getInvitation', { params })).toBe('token_invalid')
  expect(await world.as(person.credential).refusal('acceptInvitation', { params })).toBe('token_invalid')
})

it('every history goes on naming who was removed, and an open hold ends as it would have', async () => {
  const params = { memberId: ada.id }
  const field = { key: `rank${names}`, name: 'Rank', type: 'single-line-text' as const }
  const { id: fieldId } = await owner.call('createField', { body: field })
  await owner.call('setMemberField', { params: { ...params, fieldId }, body: { value: 'Captain' } })
  const fee = { memberId: ada.id, asset: 'coins', amount: 10, purpose: 'A fee' }
  const { id: holdId } = await owner.call('openHold', { body: fee })
  const { id: receiptId } = await world.deliver(webhook, { email, coins: 2 })
  await remove()

  const query = { memberId: ada.id }
  const logs = await owner.call('listGamificationLogs', { query })
  expect(logs.data.map(({ amount, memberLabel }) => [amount, memberLabel])).toEqual([
    [2, ada.displayName],
    [-10, ada.displayName],
    [40, ada.displayName],
  ])
  const transfers = await owner.call('listTransfers', { query: { limit: 1 } })
  expect(transfers.data).toMatchObject([{ to: { id: ada.id, label: ada.displayName, balanceAfter: 32 } }])
  expect((await world.receipt(receiptId)).effects).toMatchObject([{ memberLabel: ada.displayName }])
  const histories = await owner.call('listFieldHistories', { query })
  expect(histories.data).toMatchObject([{ memberId: ada.id, before: null, after: 'Captain' }])
  const audit = await owner.call('listAuditEntries', { query: { limit: 1 } })
  expect(audit.data).toMatchObject([
    {
      action: 'member.removed',
      subject: { kind: 'member', id: ada.id, label: ada.displayName },
      changes: { email, username: ada.username },
    },
  ])
  const label = { holder: { kind: 'member', id: ada.id, label: ada.displayName } }
  expect(await owner.call('getHold', { params: { holdId } })).toMatchObject({ state: 'pending', ...label })
  expect(await owner.call('voidHold', { params: { holdId } })).toMatchObject({ state: 'voided', ...label })
  expect(await held(ada.id)).toEqual([{ memberId: ada.id, asset: 'coins', amount: 42 }])
})

it('member.left is delivered with its reason, and in the log', async () => {
  const body = { name: 'Partings', url: receiver.url, eventTypes: ['member.left'] }
  await owner.call('createEndpoint', { body })
  const other = await world.member(`Ben${names}`)
  await leave()
  await remove(other.id)
  const expected = [
    { memberId: ada.id, username: ada.username, reason: 'left' },
    { memberId: other.id, username: other.username, reason: 'removed' },
  ]
  await vi.waitFor(
    async () => {
      await world.drainDeliveries()
      const told = receiver.requests.map(({ json }) => json).filter(({ type }) => type === 'member.left')
      expect(told.map(({ data }) => data)).toEqual(expect.arrayContaining(expected))
    },
    { timeout: 10_000, interval: 20 },
  )
  const { data } = await owner.call('listEvents', { query: { type: 'member.left', limit: 200 } })
  expect(data.slice(-2).map((event) => event.data)).toEqual(expected)
})

it('owner_must_stay: the owner neither leaves nor is removed, whoever asks', async () => {
  expect(await owner.refusal('leaveCommunity', {})).toBe('owner_must_stay')
  const params = { memberId: world.ownerMemberId }
  expect(await owner.refusal('removeMember', { params })).toBe('owner_must_stay')
  const staff = await world.key(['manage_members'])
  expect(await world.as(staff).refusal('removeMember', { params })).toBe('owner_must_stay')
  expect(await owner.call('getMe', {})).toMatchObject({ isOwner: true })
})

it('permission_not_held: nobody removes a member who holds more', async () => {
  const staff = world.as(await world.key(['manage_members']))
  const { memberId } = await world.staff(`Boss${names}`, ['administrator'])
  expect(await staff.refusal('removeMember', { params: { memberId } })).toBe('permission_not_held')
  await staff.call('removeMember', { params: { memberId: ada.id } })
})

it('is done once: of removals at the same time one, and a repeat with its key answers as the first', async () => {
  const before = await count()
  const params = { memberId: ada.id }
  const statuses = await Promise.all(
    [1, 2, 3, 4].map(async () => (await owner.reply('removeMember', { params })).status),
  )
  expect(statuses.sort()).toEqual([204, 404, 404, 404])
  expect(await count()).toBe(before - 1)

  const { id: memberId } = await world.member(`Once${names}`)
  const call = { params: { memberId }, headers: { 'idempotency-key': `remove-${names}` } }
  const first = await owner.reply('removeMember', call)
  const again = await owner.reply('removeMember', call)
  expect([first.status, again.status]).toEqual([204, 204])
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(await count()).toBe(before - 1)
})

it('a username taken by who came after stays taken, however often somebody left', async () => {
  await remove()
  const body = { username: ada.username, email }
  await owner.call('createMember', { body })
  expect(await owner.refusal('createMember', { body: { username: ada.username } })).toBe('username_taken')
  expect(await owner.refusal('createMember', { body: { username: 'another', email } })).toBe('email_taken')
})
