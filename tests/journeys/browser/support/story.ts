/**
 * A community in the middle of its life, made over HTTP: members, fields, webhooks in every state, requests of every
 * status, log lines, keys and mails, from the payloads in examples/.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { Mapping } from '../../../../contracts/mapping.ts'
import { packageRoot } from '../../../../server/platform/package-root.ts'
import type { Credential } from '../../../world/caller.ts'
import type { CallInput } from '../../../world/contract-types.ts'
import { password, type World } from '../../../world/world.ts'

interface Examples {
  members: CallInput<'createMember'>['body'][]
  fields: CallInput<'createField'>['body'][]
  examples: { name: string; webhook: string; headers: Record<string, string> }[]
}

export interface Story {
  memberId: string
  webhooks: {
    mapped: string
    unmapped: string
    secured: string
    paused: string
    repaired: string
    awaiting: string
  }
  receipts: {
    applied: string
    many: string
    failed: string
    pending: string
    awaiting: string
    repeat: string
    nothing: string
    undone: string
  }
  invitationToken: string
  /** A member without any permission, signed in. */
  member: Credential
  /** An account that is in no community. */
  newcomer: Credential
  emptyCommunityId: string
}

const folder = join(packageRoot(), 'examples/payloads')
const readJson = <Content>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Content

export async function tellStory(world: World): Promise<Story> {
  const owner = world.as(world.owner)
  const { members, fields, examples } = readJson<Examples>('index.json')
  for (const body of fields) await owner.call('createField', { body })
  const made = []
  for (const body of members) made.push(await owner.call('createMember', { body }))

  const webhooks = new Map<string, string>()
  const receipts = new Map<string, string>()
  for (const { name, webhook: webhookName, headers } of examples) {
    const mapping = readJson<Mapping>(`${name}.mapping.json`)
    const webhook = await world.webhook({ name: webhookName, mapping })
    webhooks.set(name, webhook.id)
    const receipt = await world.deliver(webhook, readFileSync(join(folder, `${name}.json`)), headers)
    receipts.set(name, receipt.id)
  }
  const quests = await questRewards(world)
  const apiKey = { 'x-api-key': quests.webhook.apiKey ?? '' }
  const quest = (name: string, xp: number, coins: unknown, headers: Record<string, string> = {}) =>
    world.deliver(quests.webhook, questOf(name, xp, coins), { ...apiKey, ...headers })
  await quest('mira.okafor', 450, 120)
  const first = await quest('tavi', 80, 15, { 'webhook-id': 'quest-1001' })
  const repeat = await quest('tavi', 80, 15, { 'webhook-id': 'quest-1001' })
  await quest('jonas.lindqvist', 12_400, 3_000)
  const failed = await quest('nobody-of-that-name', 10, 5)
  await quest('oxbow', 10, 'twenty')
  await world.deliver(quests.webhook, '{"player": ', apiKey)
  const nothing = await quest('tavi', 0, 0)
  await world.send(quests.webhook, questOf('tavi', 1, 1), { 'x-api-key': 'not the key' })

  const unmapped = await world.webhook({ name: 'Forum badges' })
  const pending = await world.deliver(unmapped, questOf('tavi', 5, 5))
  const paused = await world.webhook({ name: 'Old launcher', mapping: withConditions })
  await owner.call('pauseIncomingWebhook', { params: { webhookId: paused.id } })
  await world.deliver(paused, questOf('lumen', 7, 7))

  const launch = await world.webhook({
    name: 'Early supporters',
    mapping: { ...quests.mapping, memberNotFound: 'wait' },
  })
  const awaiting = await world.deliver(launch, questOf('wren', 100, 250))
  await world.deliver(launch, questOf('sable', 100, 250))

  const campaign = await world.webhook({ name: 'Summer campaign', mapping: quests.mapping })
  const wrong = await world.deliver(campaign, questOf('tavi', 300, 500))
  await world.deliver(campaign, questOf('mira.okafor', 300, 500))
  await owner.call('adjustBalance', {
    params: { memberId: made.find(({ username }) => username === 'mira.okafor')?.id ?? '' },
    body: { asset: 'coins', amount: -450, reason: 'Bought a cloak' },
  })
  const campaignParams = { params: { webhookId: campaign.id } }
  await owner.call('startRepair', { ...campaignParams, body: { kind: 'undo' } })
  await world.drain()
  await world.deliver(campaign, questOf('lumen', 20, 10))

  const memberId = made[0]?.id ?? ''
  const invited = made[1]?.id ?? ''
  await owner.call('adjustBalance', {
    params: { memberId },
    body: { asset: 'coins', amount: -20, reason: 'Bought a banner at the summer fair' },
  })
  await currenciesAndHolds(world, memberId)
  await owner.call('updateMember', {
    params: { memberId: made[2]?.id ?? '' },
    body: { permissions: ['view_members', 'view_ledger'] },
  })
  await world.key(['view_members', 'view_ledger'])
  await world.key(['manage_webhooks'], '2030-01-01T00:00:00.000Z')
  await owner.call('checkConservation', {})
  await vi.waitFor(async () => expect((await owner.call('getConservation', {})).last).not.toBeNull(), {
    timeout: 20_000,
    interval: 50,
  })
  const invitation = await owner.call('inviteMember', { params: { memberId: invited } })
  await world.as({}).call('createAccount', {
    body: { email: 'newest@example.com', password, displayName: 'Newest' },
  })
  const { id: emptyCommunityId } = await owner.call('createCommunity', { body: { name: 'Second Guild' } })

  return {
    memberId,
    webhooks: {
      mapped: webhooks.get('discord-embed') ?? '',
      unmapped: unmapped.id,
      secured: quests.webhook.id,
      paused: paused.id,
      repaired: campaign.id,
      awaiting: launch.id,
    },
    receipts: {
      applied: receipts.get('discord-embed') ?? first.id,
      many: receipts.get('match-result') ?? first.id,
      failed: failed.id,
      pending: pending.id,
      awaiting: awaiting.id,
      repeat: repeat.id,
      nothing: nothing.id,
      undone: wrong.id,
    },
    invitationToken: new URL(invitation.url).pathname.split('/').at(-1) ?? '',
    member: (await world.person(made[0]?.email ?? '')).credential,
    newcomer: (await world.person('newcomer@example.com')).credential,
    emptyCommunityId,
  }
}

/** Of a request by `questOf`: the first line is left out, the second takes its default. */
const withConditions: Mapping = {
  member: { identifier: 'username', path: '$.player.name' },
  when: [
    { path: '$.player.name', is: 'exists' },
    { path: '$.event', is: 'not_equal', value: 'quest.abandoned' },
  ],
  lines: [
    {
      kind: 'currency',
      asset: 'xp',
      operator: 'add',
      path: '$.reward.xp',
      when: [{ path: '$.reward.xp', is: 'greater', value: 50 }],
    },
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.bonus', default: 10 },
  ],
  parse: ['$.player.equipment'],
  bounds: [
    { asset: 'coins', addMax: 500, addPerDayMax: 2_000 },
    { asset: 'xp', addMax: 1_000 },
  ],
}

async function questRewards(world: World) {
  const mapping: Mapping = {
    member: { identifier: 'username', path: '$.player.name' },
    lines: [
      { kind: 'currency', asset: 'xp', operator: 'add', path: '$.reward.xp' },
      { kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins', optional: true },
    ],
  }
  return { mapping, webhook: await world.webhook({ name: 'Quest rewards', mapping, apiKey: true }) }
}

const questOf = (name: string, xp: number, coins: unknown) => ({
  event: 'quest.completed',
  quest: { id: 'the-drowned-bell', title: 'The drowned bell', difficulty: 'hard' },
  player: { name },
  reward: { xp, coins },
})

async function currenciesAndHolds(world: World, memberId: string): Promise<void> {
  const owner = world.as(world.owner)
  await owner.call('createCurrency', { body: { name: 'Dragon Gems', icon: 'gem' } })
  const { code } = await owner.call('createCurrency', { body: { name: 'Summer Tickets', icon: 'ticket' } })
  await owner.call('retireCurrency', { params: { currency: code } })
  const fill = { asset: 'coins', amount: 50_000, reason: 'Prizes of the season' }
  await owner.call('adjustTreasury', { body: fill })
  const hold = (purpose: string, amount: number, from: string | null) =>
    owner.call('openHold', { body: { memberId: from, asset: 'coins', amount, purpose } })
  await hold('Prize of the autumn cup', 5_000, null)
  const { id: holdId } = await hold('Entry fee of the duel', 20, memberId)
  await owner.call('postHold', { params: { holdId }, body: { amount: 15, to: { kind: 'treasury' } } })
}
