/** The webhook of an app, as text. */
import { expect, it } from 'vitest'
import { fingiBody, fingiHeaders } from './fingi.rules.ts'

const person = {
  ...{ id: 'member', number: 1, username: 'mira', displayName: 'Mira', customFields: {} },
  email: 'Mira@Player.example',
}
const event = {
  type: 'inventory.changed',
  payload: {
    appId: 'app',
    memberId: 'member',
    inventorySequence: 41,
    items: [
      { itemUri: 'https://items.ember-isles.example/item?id=2201', count: 0 },
      { itemUri: 'https://items.ember-isles.example/item?id=2207', count: 3 },
    ],
  },
}
const parts = {
  ...{ key: 'gha_key', number: 2, eventId: 'event', timestamp: 1_832_889_600, signature: 'v1,sign' },
  ...{ name: 'TokenAmountChanged', custom: [] },
}

it('F10 has the published keys in their order, and nothing else', () => {
  expect(fingiBody(event, '704215', person).toString()).toBe(
    '{"clientId":"704215","event":"TokenAmountChanged","tokenAmountChanged":{"userEmail":"mira@player.example","items":[{"itemUri":"https://items.ember-isles.example/item?id=2201","tokenCount":0},{"itemUri":"https://items.ember-isles.example/item?id=2207","tokenCount":3}]}}',
  )
})

it('F11 is authorized by Basic and the key as it is, under names in the published case', () => {
  expect(Object.entries(fingiHeaders({ ...parts, event })).slice(0, 4)).toEqual([
    ['Authorization', 'Basic gha_key'],
    ['X-Webook-event', 'TokenAmountChanged'],
    ['X-Webhook-Event', 'TokenAmountChanged'],
    ['Content-Type', 'application/json'],
  ])
})

it('no header of one’s own takes the place of one of these', () => {
  const custom = [
    { name: 'authorization', value: 'Bearer mine' },
    { name: 'x-realm', value: 'west' },
  ]
  const headers = fingiHeaders({ ...parts, event, custom })
  expect(headers).not.toHaveProperty('authorization')
  expect(headers).toMatchObject({ Authorization: 'Basic gha_key', 'x-realm': 'west' })
})

it('a test tells of nobody and says so', () => {
  const test = { type: 'endpoint.tested', payload: {} }
  expect(fingiBody(test, '704215', null).toString()).toContain(
    '"userEmail":"test@members.invalid","items":[]',
  )
  expect(fingiHeaders({ ...parts, event: test })).toMatchObject({ 'X-Guildhall-Test': 'true' })
})

it('F10 a merge has the published keys in their order, and says what answers it and until when', () => {
  const merge = {
    ...{ id: '0198f3a2-6c1e-7d40-9b1f-3a5e2c7d9041', appId: 'app', memberId: 'member', itemId: 'item' },
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    ...{ quantity: 12, state: 'requested', confirmMode: 'explicit', confirmBy: '2026-11-28T12:00:00.000Z' },
  }
  const payload = { appId: 'app', memberId: 'member', inventorySequence: 42, merge }
  const asked = { type: 'merge.requested', payload }
  expect(fingiBody(asked, '704215', person).toString()).toBe(
    '{"clientId":"704215","event":"ItemMergeRequested","mergeRequest":{"mergeId":"0198f3a2-6c1e-7d40-9b1f-3a5e2c7d9041","userEmail":"mira@player.example","itemUri":"https://items.ember-isles.example/item?id=3300","count":12}}',
  )
  expect(fingiHeaders({ ...parts, name: 'ItemMergeRequested', event: asked })).toMatchObject({
    'X-Webook-event': 'ItemMergeRequested',
    'X-Guildhall-Sequence': '42',
    'X-Guildhall-Confirm': 'explicit',
    'X-Guildhall-Confirm-By': '1795867200',
  })
})

it('what tells of a test player is marked, with all other headers as ever', () => {
  const payload = { appId: 'app', memberId: 'player', inventorySequence: 3, items: [] }
  const headers = fingiHeaders({ ...parts, isTest: true, event: { type: 'inventory.changed', payload } })
  expect(headers).toMatchObject({ 'X-Guildhall-Member': 'player', 'X-Guildhall-Test': 'true' })
})

it('SubActivated tells all that is active in whole seconds, and what has just ended', () => {
  const payload = {
    ...{ appId: 'app', memberId: 'member', inventorySequence: 9 },
    items: [
      { itemUri: 'https://items.example/1', expiresAt: '2028-01-30T00:00:00.999Z', isActive: true },
      { itemUri: 'https://items.example/2', expiresAt: '2027-01-30T00:00:00.000Z', isActive: false },
    ],
  }
  const told = { type: 'active_time.changed', payload }
  expect(fingiBody(told, '704215', person).toString()).toBe(
    '{"clientId":"704215","event":"SubActivated","subActivated":{"userEmail":"mira@player.example","activeSubs":[{"itemUri":"https://items.example/1","expirationDate":1832803200,"isActive":true},{"itemUri":"https://items.example/2","expirationDate":1801267200,"isActive":false}]}}',
  )
  expect(fingiHeaders({ ...parts, name: 'SubActivated', event: told })).toMatchObject({
    'X-Webook-event': 'SubActivated',
    'X-Guildhall-Sequence': '9',
    'X-Guildhall-Member': 'member',
  })
})
