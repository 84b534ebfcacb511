/** Conditions and defaults of a mapping, from the dry run to the receipt. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'email', path: '$.email' },
  when: [{ path: '$.event', is: 'equal', value: 'match.won' }],
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins', default: 10 },
    {
      kind: 'currency',
      asset: 'xp',
      operator: 'add',
      value: 5,
      when: [{ path: '$.level', is: 'greater', value: 3 }],
    },
  ],
}

let world: World
let webhook: TestWebhook
let memberId: string
beforeAll(async () => {
  world = await createWorld()
  memberId = (await world.member('Ada')).id
  webhook = await world.webhook({})
})
afterAll(() => world?.stop())

const tryOut = (sample: unknown) =>
  world
    .as(world.owner)
    .call('dryRunIncomingWebhook', { params: { webhookId: webhook.id }, body: { sample, mapping } })

it('the dry run says beside each line what was left out, taken instead, or read as a number', async () => {
  const won = { event: 'match.won', email: 'ada@example.com', level: '3' }
  const dryRun = await tryOut(won)
  expect(dryRun).toMatchObject({
    outcome: 'applied',
    effects: [{ asset: 'coins', amount: 10 }],
    remarks: [
      { line: 1, element: null, text: '"3" in $.level was read as the number 3' },
      { line: 1, text: 'Left out, because this does not hold: $.level is greater than 3' },
      { line: 0, text: '$.coins has no value, so the default 10 is taken' },
    ],
  })
  expect(await tryOut({ ...won, event: 'match.lost' })).toMatchObject({
    status: 'success',
    outcome: 'nothing_to_do',
    remarks: [{ line: null, text: 'Left out, because this does not hold: $.event is "match.won"' }],
  })
})

it('a request whose conditions do not hold is a Success with nothing to do, whoever it names', async () => {
  await world
    .as(world.owner)
    .call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
  await world.send(webhook, JSON.stringify({ event: 'match.lost', email: 'nobody@example.com' }))
  await world.drain()
  const { data } = await world.as(world.owner).call('listReceipts', {})
  expect(data).toMatchObject([{ status: 'success', outcome: 'nothing_to_do' }])
  await world.send(webhook, JSON.stringify({ event: 'match.won', email: 'ada@example.com', level: 4 }))
  await world.drain()
  expect(await world.balances(memberId)).toEqual({ xp: 5, coins: 10 })
})
