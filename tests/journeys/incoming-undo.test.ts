/** Undoing what a webhook changed between two moments: balances, fields, and those who have spent it already. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { RepairOrder } from '../../contracts/repairs.ts'
import { verifyLedger } from '../../server/features/ledger/index.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const coinsOf = (path: string): Mapping => ({
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path }],
})
const mapping = coinsOf('$.coins')
const withLevel: Mapping = {
  ...mapping,
  lines: [...mapping.lines, { kind: 'field', field: 'level', operator: 'set', path: '$.level' }],
}

let world: World
let ada: Member
let bob: Member
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
  bob = await world.member('Bob')
  await world
    .as(world.owner)
    .call('createField', { body: { key: 'level', name: 'Level', type: 'numerical' } })
})
afterAll(async () => {
  expect((await verifyLedger(world.app.ctx.db)).problems).toEqual([])
  await world?.stop()
})

const coins = async (member: Member) => (await world.balances(member.id)).coins
const owner = () => world.as(world.owner)
const preview = (webhook: TestWebhook, query: RepairOrder) =>
  owner().call('getRepairPreview', { params: { webhookId: webhook.id }, query })

/** Starts it and waits for its end. */
async function repair(webhook: TestWebhook, body: RepairOrder) {
  const params = { webhookId: webhook.id }
  const { id } = await owner().call('startRepair', { params, body })
  await world.drain()
  return owner().call('getRepair', { params: { ...params, repairId: id } })
}

async function spend(member: Member, amount: number): Promise<void> {
  const body = { asset: 'coins', amount: -amount, reason: 'Bought a hat' }
  await owner().call('adjustBalance', { params: { memberId: member.id }, body })
}

describe('undo', () => {
  it('takes the effects between two moments back, once, and says by whom and when', async () => {
    const before = await coins(ada)
    const webhook = await world.webhook({ name: 'Wrong rewards', mapping })
    const kept = await world.deliver(webhook, { who: 'ada', coins: 1 })
    await world.clock.advance({ minutes: 1 })
    const from = (await world.deliver(webhook, { who: 'ada', coins: 10 })).receivedAt
    const middle = await world.deliver(webhook, { who: 'bob', coins: 20 })
    await world.clock.advance({ minutes: 1 })
    const late = await world.deliver(webhook, { who: 'ada', coins: 100 })
    const order: RepairOrder = { kind: 'undo', from, to: late.receivedAt }

    expect(await preview(webhook, order)).toMatchObject({
      receiptCount: 2,
      sums: [{ asset: 'coins', taken: 30, returned: 0 }],
      spent: [],
      fields: [],
    })
    expect(await coins(ada)).toBe(before + 111)
    expect(await repair(webhook, order)).toMatchObject({
      state: 'finished',
      counts: { total: 2, done: 2, succeeded: 2, failed: 0 },
      exceptions: [],
    })
    expect(await coins(ada)).toBe(before + 101)
    expect(await world.receipt(kept.id)).toMatchObject({ undone: null, details: 'Applied' })
    expect(await world.receipt(middle.id)).toMatchObject({
      status: 'success',
      outcome: 'applied',
      details: 'Undone by Olive Owner',
      undone: { by: { kind: 'account', label: 'Olive Owner' }, isPartly: false },
      effects: [{ amount: 20 }],
    })
    const { data: logs } = await owner().call('listGamificationLogs', { query: { causeId: middle.id } })
    expect(logs).toMatchObject([
      { action: 'Wrong rewards (undone)', amount: -20, actor: { label: 'Olive Owner' } },
      { action: 'Wrong rewards', amount: 20 },
    ])
    const again = { params: { webhookId: webhook.id }, body: order }
    expect(await owner().refusal('startRepair', again)).toBe('nothing_to_repair')
  })

  it('leaves a receipt as it is when its coins are spent, and names the member and the amount', async () => {
    const carol = await world.member('Carol')
    const webhook = await world.webhook({ mapping })
    const first = await world.deliver(webhook, { who: 'carol', coins: 50 })
    const second = await world.deliver(webhook, { who: 'carol', coins: 10 })
    await spend(carol, 30)
    const spent = [{ memberId: carol.id, memberLabel: 'Carol', asset: 'coins', amount: 30 }]
    expect(await preview(webhook, { kind: 'undo' })).toMatchObject({ receiptCount: 2, spent, spentCount: 1 })
    expect(await repair(webhook, { kind: 'undo' })).toMatchObject({
      counts: { done: 2, succeeded: 1, failed: 1 },
      exceptions: [{ receiptId: first.id, ...spent[0] }],
      exceptionCount: 1,
    })
    expect(await coins(carol)).toBe(20)
    expect((await world.receipt(first.id)).undone).toBe(null)
    expect((await world.receipt(second.id)).undone).toMatchObject({ isPartly: false })
  })

  it('takes what is left when the owner chose so', async () => {
    const dora = await world.member('Dora')
    const webhook = await world.webhook({ mapping })
    const first = await world.deliver(webhook, { who: 'dora', coins: 50 })
    await spend(dora, 30)
    expect(await repair(webhook, { kind: 'undo', shortfall: 'take_what_is_left' })).toMatchObject({
      counts: { done: 1, succeeded: 1, failed: 0 },
      exceptions: [{ receiptId: first.id, memberId: dora.id, amount: 30 }],
    })
    expect(await coins(dora)).toBe(0)
    expect(await world.receipt(first.id)).toMatchObject({
      details: 'Partly undone by Olive Owner',
      undone: { isPartly: true },
    })
  })

  it('gives back what a webhook took, and takes in the order that works out', async () => {
    const erik = await world.member('Erik')
    const takes: Mapping = {
      ...mapping,
      lines: [{ kind: 'currency', asset: 'coins', operator: 'subtract', path: '$.fee' }, ...mapping.lines],
    }
    const webhook = await world.webhook({ mapping: takes })
    await world.deliver(webhook, { who: 'erik', coins: 50, fee: 0 })
    await world.deliver(webhook, { who: 'erik', coins: 1, fee: 50 })
    expect(await preview(webhook, { kind: 'undo' })).toMatchObject({
      sums: [{ asset: 'coins', taken: 51, returned: 50 }],
      spent: [],
    })
    expect((await repair(webhook, { kind: 'undo' })).counts).toMatchObject({ succeeded: 2, failed: 0 })
    expect(await coins(erik)).toBe(0)
  })

  it('puts fields back to what they were, and leaves those alone that somebody changed since', async () => {
    const webhook = await world.webhook({ mapping: withLevel })
    await world.deliver(webhook, { who: 'ada', coins: 1, level: 4 })
    await world.deliver(webhook, { who: 'ada', coins: 1, level: 5 })
    const touched = await world.deliver(webhook, { who: 'bob', coins: 1, level: 9 })
    const { data: fields } = await owner().call('listFields', {})
    const fieldId = fields.find(({ key }) => key === 'level')?.id ?? ''
    await owner().call('setMemberField', { params: { memberId: bob.id, fieldId }, body: { value: 7 } })
    expect((await preview(webhook, { kind: 'undo' })).fields).toEqual([
      { field: 'level', name: 'Level', putBackCount: 1, leftCount: 1 },
    ])
    expect(await repair(webhook, { kind: 'undo' })).toMatchObject({
      counts: { done: 3, succeeded: 3, failed: 0 },
      exceptions: [
        { kind: 'field', receiptId: touched.id, memberLabel: 'Bob', field: 'level', why: 'changed_since' },
      ],
    })
    expect((await world.fields(ada.id)).level).toBe(null)
    expect((await world.fields(bob.id)).level).toBe(7)
    expect((await world.receipt(touched.id)).undone).toMatchObject({ isPartly: true })
    const { data: changes } = await owner().call('listFieldHistories', { query: { memberId: ada.id } })
    expect(changes[0]).toMatchObject({ before: 4, after: null, source: { kind: 'reversal' } })
  })

  it('still works for a webhook that was renamed and deleted, under the name that the log lines had', async () => {
    const before = await coins(ada)
    const webhook = await world.webhook({ name: 'Spring sale', mapping })
    const receipt = await world.deliver(webhook, { who: 'ada', coins: 5 })
    const renamed = { params: { webhookId: webhook.id }, body: { name: 'Summer sale' } }
    await owner().call('updateIncomingWebhook', renamed)
    await owner().call('deleteIncomingWebhook', { params: { webhookId: webhook.id } })
    expect((await repair(webhook, { kind: 'undo' })).counts.succeeded).toBe(1)
    expect(await coins(ada)).toBe(before)
    const { data: logs } = await owner().call('listGamificationLogs', { query: { causeId: receipt.id } })
    expect(logs.map(({ action }) => action)).toEqual(['Spring sale (undone)', 'Spring sale'])
    expect(await world.receipt(receipt.id)).toMatchObject({
      webhookName: 'Spring sale',
      details: 'Undone by Olive Owner',
    })
    const params = { webhookId: webhook.id }
    expect(await owner().refusal('startRepair', { params, body: { kind: 'rerun' } })).toBe('not_found')
  })
})
