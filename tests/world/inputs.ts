/**
 * A valid input for every endpoint, made fresh for each call, so that one call never spoils the next. An endpoint
 * without an entry does not compile: whoever adds one says here how it is called.
 */
import type { EndpointName } from '../../contracts/index.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { PermissionName } from '../../contracts/permissions.ts'
import { insights } from '../../server/features/insights/index.ts'
import { appInputs, gamePage } from './app-inputs.ts'
import type { AnswerBody } from './contract-types.ts'
import { feedInputs } from './feed-inputs.ts'
import { freshDelivery, freshEndpoint, freshUnproved, nowhere } from './fresh-endpoints.ts'
import { giftInputs } from './gift-inputs.ts'
import { itemInputs, newItem } from './item-inputs.ts'
import { ledgerInputs } from './ledger-inputs.ts'
import { listenerInputs } from './listener-inputs.ts'
import { marketInputs } from './market-inputs.ts'
import { mergeInputs } from './merge-inputs.ts'
import { periodInputs } from './period-inputs.ts'
import { reconciliationInputs } from './reconciliation-inputs.ts'
import { replayInputs } from './replay-inputs.ts'
import { testPlayerInputs } from './test-player-inputs.ts'
import { password, type TestWebhook, type World } from './world.ts'

export interface SampleInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

/** Things that inputs refer to. */
export interface Fixture {
  world: World
  memberId: string
  fieldId: string
  keyId: string
  webhook: TestWebhook
  receiptId: string
  alertId: string
  appId: string
  itemId: string
}

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}

export async function createFixture(world: World): Promise<Fixture> {
  const owner = world.as(world.owner)
  const { id: memberId } = await world.member('Fixture')
  const field = { key: 'fixture', name: 'Fixture', type: 'multi-line-text' as const }
  const { id: fieldId } = await owner.call('createField', { body: field })
  const key = { name: 'Fixture', permissions: ['view_audit' as const] }
  const { id: keyId } = await owner.call('createApiKey', { body: key })
  const webhook = await world.webhook({ name: 'Fixture', mapping })
  const receipt = await world.deliver(webhook, { who: 'fixture', coins: 5 })
  const alertId = await openAlert(world)
  const { id: appId } = await owner.call('createApp', { body: { title: 'Fixture', appUrl: gamePage } })
  const { id: itemId } = await owner.call('createItem', { params: { appId }, body: newItem() })
  return { world, memberId, fieldId, keyId, webhook, receiptId: receipt.id, alertId, appId, itemId }
}

/** Of a webhook whose requests all fail. */
async function openAlert(world: World): Promise<string> {
  const webhook = await world.webhook({ name: 'Failing', mapping })
  const requests = Array.from({ length: 20 }, () => world.send(webhook, { who: 'nobody-at-all', coins: 1 }))
  await Promise.all(requests)
  await world.drain()
  await world.app.started.of(insights).evaluateAlerts()
  const { data } = await world.as(world.owner).call('listAlerts', {})
  return data[0]?.id ?? ''
}

let count = 0
const unique = (word: string) => `${word}${++count}`

type Inputs = Record<EndpointName, (fixture: Fixture) => SampleInput | Promise<SampleInput>>

const ofMember = ({ memberId }: Fixture) => ({ params: { memberId } })
const ofWebhook = ({ webhook }: Fixture) => ({ params: { webhookId: webhook.id } })
const ofAlert = ({ alertId }: Fixture) => ({ params: { alertId } })
const none = () => ({})
const unknownToken = 'a-token-that-nobody-ever-made'

export const inputs: Inputs = {
  createAccount: () => ({ body: { email: `${unique('new')}@example.com`, password, displayName: 'New' } }),
  logIn: () => ({ body: { email: 'owner@example.com', password } }),
  getCurrentSession: none,
  logOut: none,
  verifyEmail: () => ({ body: { token: unknownToken } }),
  requestEmailVerification: () => ({ body: { email: `${unique('who')}@example.com` } }),
  requestPasswordReset: () => ({ body: { email: `${unique('who')}@example.com` } }),
  resetPassword: () => ({ body: { token: unknownToken, password } }),
  listMailbox: none,
  getInstallationStatus: none,
  getRetention: none,
  setRetention: () => ({ body: { bodyDays: 30, metadataDays: 90 } }),
  listApiKeys: none,
  createApiKey: () => ({ body: { name: unique('Key '), permissions: ['manage_api_keys'] } }),
  revokeApiKey: async ({ world }) => {
    const body = { name: unique('Key '), permissions: ['view_audit' as PermissionName] }
    const { id: keyId } = await world.as(world.owner).call('createApiKey', { body })
    return { params: { keyId } }
  },
  listAuditEntries: none,
  getSetup: none,
  createOwner: () => ({
    body: { email: 'second@example.com', password, displayName: 'Second', communityName: 'Second' },
  }),
  listCommunities: none,
  createCommunity: () => ({ body: { name: unique('Community ') } }),
  getCommunity: none,
  updateCommunity: () => ({ body: { accentColor: '#aa5500' } }),
  listMembers: () => ({ query: { limit: 5 } }),
  createMember: () => ({ body: { username: unique('member') } }),
  getMember: ofMember,
  updateMember: (fixture) => ({ ...ofMember(fixture), body: { displayName: unique('Fixture ') } }),
  removeMember: freshMember,
  inviteMember: ofMember,
  getInvitation: () => ({ params: { token: unknownToken } }),
  acceptInvitation: () => ({ params: { token: unknownToken } }),
  getMe: none,
  leaveCommunity: none,
  listFields: none,
  createField: () => ({ body: { key: unique('field'), name: 'Field', type: 'boolean' } }),
  renameField: ({ fieldId }) => ({ params: { fieldId }, body: { name: unique('Field ') } }),
  retireField: async ({ world }) => {
    const body = { key: unique('field'), name: 'Field', type: 'date' as const }
    return { params: { fieldId: (await world.as(world.owner).call('createField', { body })).id } }
  },
  listMemberFields: ofMember,
  setMemberField: ({ memberId, fieldId }) => ({
    params: { memberId, fieldId },
    body: { value: unique('text ') },
  }),
  listFieldHistories: () => ({ query: { limit: 5 } }),
  listAssets: none,
  listBalances: ofMember,
  listMemberBalances: ({ memberId }) => ({ query: { memberIds: memberId } }),
  adjustBalance: (fixture) => ({ ...ofMember(fixture), body: { asset: 'xp', amount: 1, reason: 'A test' } }),
  listGamificationLogs: () => ({ query: { limit: 5 } }),
  listTransfers: () => ({ query: { limit: 5 } }),
  listSupplies: none,
  getConservation: none,
  checkConservation: none,
  ...ledgerInputs,
  listEventTypes: none,
  publishEvent: () => ({ body: { type: 'custom.sampled', payload: { match: 42 } } }),
  listEvents: () => ({ query: { limit: 5 } }),
  createEndpoint: () => ({ body: { name: unique('Receiver '), url: nowhere, eventTypes: ['member.*'] } }),
  listEndpoints: none,
  getEndpoint: freshEndpoint,
  updateEndpoint: async (fixture) => ({ ...(await freshEndpoint(fixture)), body: { inFlightMax: 2 } }),
  deleteEndpoint: freshEndpoint,
  activateEndpoint: freshEndpoint,
  pauseEndpoint: freshEndpoint,
  rotateEndpointSecret: async (fixture) => ({ ...(await freshEndpoint(fixture)), body: { kind: 'v1a' } }),
  sendTestDelivery: freshEndpoint,
  askEndpointOwnership: freshUnproved,
  ...listenerInputs,
  listDeliveries: () => ({ query: { limit: 5 } }),
  getDelivery: freshDelivery,
  listAttempts: freshDelivery,
  replayDelivery: async (fixture) => {
    const delivery = await freshDelivery(fixture)
    await fixture.world.drainDeliveries()
    return delivery
  },
  ...replayInputs,
  createPortalLink: async (fixture) => ({
    ...(await freshEndpoint(fixture)),
    body: { name: 'The arena', hours: 24 },
  }),
  listPortalLinks: freshEndpoint,
  revokePortalLink: async (fixture) => {
    const { params } = await freshEndpoint(fixture)
    const body = { name: 'The arena', hours: 24 }
    const { id } = await fixture.world.as(fixture.world.owner).call('createPortalLink', { params, body })
    return { params: { ...params, portalLinkId: id } }
  },
  getPortal: none,
  receiveWebhook: ({ webhook }) => ({
    params: { token: webhook.path.split('/').at(-1) ?? '' },
    body: { who: 'fixture', coins: 1 },
  }),
  listIncomingWebhooks: () => ({ query: { limit: 5 } }),
  createIncomingWebhook: () => ({ body: { name: unique('Made webhook '), location: 'user_fields' } }),
  getIncomingWebhook: ofWebhook,
  updateIncomingWebhook: async (fixture) => ({
    ...(await freshWebhook(fixture)),
    body: { name: unique('Renamed ') },
  }),
  deleteIncomingWebhook: freshWebhook,
  pauseIncomingWebhook: freshWebhook,
  resumeIncomingWebhook: ofWebhook,
  rotateIncomingWebhookToken: async (fixture) => ({
    ...(await freshWebhook(fixture)),
    body: { overlapHours: 1 },
  }),
  addIncomingWebhookKey: async (fixture) => ({
    ...(await freshWebhook(fixture)),
    body: { name: unique('Key ') },
  }),
  removeIncomingWebhookKey: async (fixture) => {
    const { params } = await freshWebhook(fixture)
    const { apiKeys } = await fixture.world.as(fixture.world.owner).call('getIncomingWebhook', { params })
    return { params: { ...params, keyId: apiKeys[0]?.id ?? '' } }
  },
  removeIncomingWebhookKeys: freshWebhook,
  saveIncomingWebhookMapping: (fixture) => ({ ...ofWebhook(fixture), body: mapping }),
  listIncomingWebhookMappings: ofWebhook,
  dryRunIncomingWebhook: (fixture) => ({
    ...ofWebhook(fixture),
    body: { sample: { who: 'fixture', coins: 2 }, mapping },
  }),
  listIncomingWebhookReceipts: (fixture) => ({ ...ofWebhook(fixture), query: { limit: 5 } }),
  listIncomingWebhookSamples: ofWebhook,
  listReceipts: () => ({ query: { limit: 5 } }),
  getReceipt: ({ receiptId }) => ({ params: { receiptId } }),
  discardReceipt: async ({ world }) => {
    const webhook = await world.webhook({ name: unique('Repaired ') })
    return { params: { receiptId: (await world.deliver(webhook, { any: 'thing' })).id } }
  },
  getRepairCounts: ofWebhook,
  getRepairPreview: (fixture) => ({ ...ofWebhook(fixture), query: { kind: 'undo' } }),
  startRepair: async ({ world }) => {
    const webhook = await world.webhook({ name: unique('Repaired ') })
    await world.deliver(webhook, { any: 'thing' })
    return { params: { webhookId: webhook.id }, body: { kind: 'discard' } }
  },
  listRepairs: (fixture) => ({ ...ofWebhook(fixture), query: { limit: 5 } }),
  getRepair: ofRepair,
  pauseRepair: ofRepair,
  resumeRepair: ofRepair,
  cancelRepair: ofRepair,
  runReceipt: async ({ world, webhook }) => {
    const failed: AnswerBody<'getReceipt'> = await world.deliver(webhook, { who: 'stranger', coins: 1 })
    return { params: { receiptId: failed.id } }
  },
  sendIncomingWebhookTest: (fixture) => ({
    ...ofWebhook(fixture),
    body: { body: '{"who": "fixture", "coins": 1}' },
  }),
  tryDecryption: async ({ world }) => {
    const encryption = { mode: 'gcm' as const, key: 'guildhall-demo-key-32-characters' }
    const { id: webhookId } = await world.webhook({ encryption })
    return { params: { webhookId }, body: { body: '{"iv": "AAECAwQFBgcICQoL", "data": "", "tag": ""}' } }
  },
  ...appInputs,
  ...itemInputs,
  ...marketInputs,
  ...testPlayerInputs,
  ...feedInputs,
  ...reconciliationInputs,
  ...mergeInputs,
  ...periodInputs,
  ...giftInputs,
  listWebhookHealth: none,
  getWebhookHealth: ofWebhook,
  watchWebhookSilence: (fixture) => ({ ...ofWebhook(fixture), body: { afterHours: 24 } }),
  ignoreWebhookSilence: ofWebhook,
  listAlerts: () => ({ query: { limit: 5 } }),
  muteAlert: ofAlert,
  unmuteAlert: ofAlert,
  getEconomy: () => ({ query: { days: '7' } }),
  getSampleCommunity: none,
  createSampleCommunity: none,
  removeSampleCommunity: none,
}

async function freshMember({ world }: Fixture): Promise<SampleInput> {
  const body = { username: unique('member') }
  return { params: { memberId: (await world.as(world.owner).call('createMember', { body })).id } }
}

async function freshWebhook({ world }: Fixture): Promise<{ params: { webhookId: string } }> {
  const { id } = await world.webhook({ mapping, apiKey: true })
  return { params: { webhookId: id } }
}

/** One that has ended or will soon: its webhook has a single receipt. */
async function ofRepair({ world }: Fixture): Promise<SampleInput> {
  const webhook = await world.webhook({ name: unique('Repaired ') })
  await world.deliver(webhook, { any: 'thing' })
  const params = { webhookId: webhook.id }
  const { id } = await world.as(world.owner).call('startRepair', { params, body: { kind: 'discard' } })
  await world.drain()
  return { params: { ...params, repairId: id } }
}
