/**
 * The world of a test: a server with an owner and a community, people and keys to call it with, and senders of
 * webhooks. Everything goes over HTTP, as in life.
 */
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import type { PermissionName } from '../../contracts/permissions.ts'
import type { SignatureInput } from '../../contracts/senders.ts'
import type { App } from '../../server/app.ts'
import type { RuntimeConfig } from '../../server/config.ts'
import { access } from '../../server/features/access/index.ts'
import { communities as communitiesFeature } from '../../server/features/communities/index.ts'
import { incoming } from '../../server/features/incoming/index.ts'
import { outgoing } from '../../server/features/outgoing/index.ts'
import { type BareServer, startBareServer } from './bare-server.ts'
import { type Caller, type Credential, createCaller } from './caller.ts'
import type { AnswerBody } from './contract-types.ts'
import type { Reply } from './http-client.ts'

export const password = 'correct horse battery'

export interface Person {
  email: string
  accountId: string
  credential: Credential
}

export interface TestWebhook {
  id: string
  name: string
  /** The address without the origin. */
  path: string
  apiKey: string | null
}

export interface NewTestWebhook {
  name?: string
  mapping?: Mapping
  apiKey?: boolean
  signature?: SignatureInput
  encryption?: { mode: 'gcm' | 'cbc'; key: string }
}

export interface World {
  app: App
  communityId: string
  ownerMemberId: string
  /** The session of the owner, who also owns the installation. */
  owner: Credential
  nobody: Credential
  as: (credential: Credential) => Caller
  fetch: Caller['fetch']
  /** A member named so, with an e-mail and a username made from the name. */
  member: (name: string) => Promise<Member>
  /** A person with a proved e-mail, signed in; members with that e-mail become theirs. */
  person: (email: string) => Promise<Person>
  /** A person who is a member of the community with these permissions. */
  staff: (name: string, permissions: PermissionName[]) => Promise<Person & { memberId: string }>
  key: (permissions: PermissionName[], expiresAt?: string) => Promise<Credential & { authorization: string }>
  webhook: (input: NewTestWebhook) => Promise<TestWebhook>
  /** Sends a body as it is, anything that is not text or bytes as JSON. */
  send: (webhook: { path: string }, payload: unknown, headers?: Record<string, string>) => Promise<Reply>
  /** Sends, waits until it has been applied, and answers what became of it. */
  deliver: (
    webhook: { path: string },
    payload: unknown,
    headers?: Record<string, string>,
  ) => Promise<AnswerBody<'getReceipt'>>
  receipt: (id: string) => Promise<AnswerBody<'getReceipt'>>
  balances: (memberId: string) => Promise<{ xp: number; coins: number }>
  /** Values of custom fields by key. */
  fields: (memberId: string) => Promise<Record<string, unknown>>
  clock: BareServer['clock']
  /** Waits until every receipt that is due has been applied. */
  drain: () => Promise<void>
  /** Waits until every event is planned, and nothing that is due or on its way has to be sent. */
  drainDeliveries: () => Promise<void>
  /** Errors that the server logged so far; they no longer fail `stop()`. */
  takeErrors: () => string[]
  /** All that it logged, where the level was set. */
  logLines: readonly string[]
  stop: () => Promise<void>
}

let nameCount = 0

export async function createWorld(changes: Partial<RuntimeConfig> = {}): Promise<World> {
  const server = await startBareServer(changes)
  const { app, http } = server
  const founded = await http.send('POST', '/api/setup', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: new URL(app.started.of(communitiesFeature).firstRunUrl() ?? '').searchParams.get('token') ?? '',
      email: 'owner@example.com',
      password,
      displayName: 'Olive Owner',
      communityName: 'Guild of Tests',
    }),
  })
  const { communityId, ownerMemberId } = founded.body as { communityId: string; ownerMemberId: string }
  const owner = cookieOf(founded)
  const as = (credential: Credential) => createCaller(http, communityId, credential)
  const byOwner = as(owner)

  async function person(email: string): Promise<Person> {
    const displayName = email.split('@')[0] ?? email
    const account = { email, password, displayName, isVerified: true }
    const accountId = await app.started.of(access).createAccount(app.ctx, account)
    const reply = await as({}).reply('logIn', { body: { email, password } })
    return { email, accountId, credential: cookieOf(reply) }
  }

  async function member(displayName: string): Promise<Member> {
    const username = displayName.toLowerCase()
    return byOwner.call('createMember', { body: { username, displayName, email: `${username}@example.com` } })
  }

  const send: World['send'] = (webhook, payload, headers = {}) => {
    const isRaw = typeof payload === 'string' || Buffer.isBuffer(payload)
    return http.send('POST', webhook.path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: isRaw ? payload : JSON.stringify(payload),
    })
  }
  const drain = () => app.started.of(incoming).drain()
  const receipt = (receiptId: string) => byOwner.call('getReceipt', { params: { receiptId } })

  return {
    app,
    communityId,
    ownerMemberId,
    owner,
    nobody: {},
    as,
    fetch: http.send,
    member,
    person,
    async staff(displayName, permissions) {
      const { id: memberId, email } = await member(displayName)
      await byOwner.call('updateMember', { params: { memberId }, body: { permissions } })
      return { ...(await person(email ?? '')), memberId }
    },
    async key(permissions, expiresAt) {
      const { key } = await byOwner.call('createApiKey', {
        body: { name: `Key ${++nameCount}`, permissions, ...(expiresAt ? { expiresAt } : {}) },
      })
      return { authorization: `Bearer ${key}` }
    },
    async webhook({ mapping, name: wanted, ...settings }) {
      const created = await byOwner.call('createIncomingWebhook', {
        body: { name: wanted ?? `Webhook ${++nameCount}`, location: 'user_fields', ...settings },
      })
      const { id, name: webhookName, apiKey } = created
      if (mapping) {
        await byOwner.call('saveIncomingWebhookMapping', { params: { webhookId: id }, body: mapping })
      }
      return { id, name: webhookName, path: new URL(created.url ?? '').pathname, apiKey }
    },
    send,
    async deliver(webhook, payload, headers) {
      const reply = await send(webhook, payload, headers)
      if (reply.status >= 300) throw new Error(`The request was not taken: ${reply.status} ${reply.text}`)
      await drain()
      return receipt((reply.body as { data: { id: string } }).data.id)
    },
    receipt,
    async balances(memberId) {
      const { data } = await byOwner.call('listBalances', { params: { memberId } })
      const amountOf = (asset: string) => data.find((balance) => balance.asset === asset)?.amount ?? 0
      return { xp: amountOf('xp'), coins: amountOf('coins') }
    },
    async fields(memberId) {
      const { data } = await byOwner.call('listMemberFields', { params: { memberId } })
      return Object.fromEntries(data.map(({ key, value }) => [key, value]))
    },
    clock: server.clock,
    drain,
    drainDeliveries: () => app.started.of(outgoing).drain(),
    takeErrors: server.takeErrors,
    logLines: server.logLines,
    stop: server.stop,
  }
}

/** The session cookie that an answer sets. */
export function cookieOf(reply: Reply): Credential {
  const cookie = reply.setCookie.map((line) => line.split(';')[0]).join('; ')
  if (!cookie) throw new Error(`No session was opened: ${reply.status} ${reply.text}`)
  return { cookie }
}
