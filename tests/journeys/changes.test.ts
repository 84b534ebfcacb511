/** Refusals of changes to fields, balances and webhooks: each is told with its code, and nothing is changed. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fieldCountMax } from '../../contracts/fields.ts'
import { webhookCountMax } from '../../contracts/incoming.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { Caller } from '../world/caller.ts'
import type { Reply } from '../world/http-client.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let memberId: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  memberId = (await world.member('Ada')).id
})
afterAll(() => world?.stop())

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}
const adjust = (asset: string, amount: number) =>
  owner.refusal('adjustBalance', { params: { memberId }, body: { asset, amount, reason: 'Because' } })

it('value_does_not_fit: a value of another type is refused, and the field stays as it was', async () => {
  const field = { key: 'level', name: 'Level', type: 'numerical' as const }
  const { id: fieldId } = await owner.call('createField', { body: field })
  const params = { memberId, fieldId }
  await owner.call('setMemberField', { params, body: { value: 3 } })
  expect(await owner.refusal('setMemberField', { params, body: { value: 'three' } })).toBe(
    'value_does_not_fit',
  )
  expect(await world.fields(memberId)).toEqual({ level: 3 })
})

it('asset_unknown: only currencies of the community can be adjusted', async () => {
  expect(await adjust('gold', 5)).toBe('asset_unknown')
})

it('amount_out_of_bounds: neither nothing, nor beyond 2^53-1', async () => {
  expect(await adjust('coins', 0)).toBe('amount_out_of_bounds')
  const body = { asset: 'coins', amount: Number.MAX_SAFE_INTEGER, reason: 'All of it' }
  await owner.call('adjustBalance', { params: { memberId }, body })
  expect(await adjust('coins', 1)).toBe('amount_out_of_bounds')
  expect((await world.balances(memberId)).coins).toBe(Number.MAX_SAFE_INTEGER)
})

it('insufficient_balance: no balance goes below zero', async () => {
  expect(await adjust('xp', -1)).toBe('insufficient_balance')
  expect((await world.balances(memberId)).xp).toBe(0)
})

it('mapping_invalid: a mapping that could never be applied is not saved, and says where', async () => {
  const { id: webhookId } = await world.webhook({})
  const lines: Mapping['lines'] = [
    { kind: 'currency', asset: 'gold', operator: 'add', path: '$.a[' },
    { kind: 'field', field: 'nowhere', operator: 'set', path: '$.b' },
  ]
  const problem = await owner.problem('saveIncomingWebhookMapping', {
    params: { webhookId },
    body: { ...mapping, lines },
  })
  expect(problem.code).toBe('mapping_invalid')
  expect(problem.errors?.map(({ pointer }) => pointer.split('/').slice(0, 3).join('/'))).toEqual(
    expect.arrayContaining(['/lines/0', '/lines/1']),
  )
  const { data } = await owner.call('listIncomingWebhookMappings', { params: { webhookId } })
  expect(data).toEqual([])
  const dryRun = { params: { webhookId }, body: { sample: {}, mapping: { ...mapping, lines } } }
  expect(await owner.refusal('dryRunIncomingWebhook', dryRun)).toBe('mapping_invalid')
})

it('mapping_missing: without a mapping nothing can be tried or run', async () => {
  const webhook = await world.webhook({})
  const params = { webhookId: webhook.id }
  expect(await owner.refusal('dryRunIncomingWebhook', { params, body: { sample: {} } })).toBe(
    'mapping_missing',
  )
  const waiting = await world.deliver(webhook, { who: 'ada', coins: 1 })
  expect(await owner.refusal('runReceipt', { params: { receiptId: waiting.id } })).toBe('mapping_missing')
})

it('validation_failed: a dry run is of a sample or of a receipt, not of nothing and not of both', async () => {
  const webhook = await world.webhook({ mapping })
  const params = { webhookId: webhook.id }
  const { id } = await world.deliver(webhook, { who: 'ada', coins: 1 })
  const tried = (body: object) => owner.refusal('dryRunIncomingWebhook', { params, body })
  expect(await tried({})).toBe('validation_failed')
  expect(await tried({ sample: {}, receiptId: id })).toBe('validation_failed')
  const ofNull = await owner.call('dryRunIncomingWebhook', { params, body: { sample: null } })
  expect(ofNull).toMatchObject({ outcome: 'nothing_to_do' })
})

it('receipt_not_runnable: what was applied is not applied again', async () => {
  const applied = await world.deliver(await world.webhook({ mapping }), { who: 'ada', coins: 0 })
  expect(applied).toMatchObject({ status: 'success', outcome: 'nothing_to_do' })
  expect(await owner.refusal('runReceipt', { params: { receiptId: applied.id } })).toBe(
    'receipt_not_runnable',
  )
})

it('api_key_missing: a key that a webhook does not have cannot be removed', async () => {
  const { id: webhookId } = await world.webhook({})
  expect(await owner.refusal('removeIncomingWebhookKeys', { params: { webhookId } })).toBe('api_key_missing')
})

it('name_taken: webhooks and fields have names of their own', async () => {
  const webhook = await world.webhook({ name: 'Quests' })
  expect(await owner.refusal('createIncomingWebhook', { body: { name: 'QUESTS' } })).toBe('name_taken')
  const other = await world.webhook({ name: 'Other' })
  const rename = { params: { webhookId: other.id }, body: { name: webhook.name } }
  expect(await owner.refusal('updateIncomingWebhook', rename)).toBe('name_taken')
  const field = { key: 'taken', name: 'Taken', type: 'boolean' as const }
  await owner.call('createField', { body: field })
  expect(await owner.refusal('createField', { body: field })).toBe('name_taken')
})

it('field_limit_reached: a community holds two hundred fields', async () => {
  const replies = await inTurns(fieldCountMax + 1, (index) =>
    owner.reply('createField', { body: { key: `f${index}`, name: `F ${index}`, type: 'date' } }),
  )
  expect(replies.at(-1)?.body).toMatchObject({ code: 'field_limit_reached' })
  expect((await owner.call('listFields', {})).data).toHaveLength(fieldCountMax)
})

it('webhook_limit_reached: a community holds five hundred webhooks', async () => {
  const create = () => owner.reply('createIncomingWebhook', { body: { name: `W ${++count}` } })
  let count = 0
  const many = webhookCountMax - 50
  while (count < many) await Promise.all(Array.from({ length: 25 }, create))
  const replies = await inTurns(webhookCountMax - many + 1, create)
  expect(replies.at(-1)?.body).toMatchObject({ code: 'webhook_limit_reached' })
})

/** Until one is refused. */
async function inTurns(count: number, call: (index: number) => Promise<Reply>): Promise<Reply[]> {
  const replies: Reply[] = []
  while (replies.length < count && (replies.at(-1)?.status ?? 0) < 400)
    replies.push(await call(replies.length))
  return replies
}
