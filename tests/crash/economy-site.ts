/** A crash site with a market on it: people who are signed in, apps with items, and what can be done with them once. */
import { type CrashSite, emailOf } from './crash-site.ts'

const password = 'correct horse battery'

export interface Act {
  name: string
  by: Person
  method: 'POST'
  path: string
  body: object | undefined
}

export interface Person {
  memberId: string
  send: (method: string, path: string, body?: object, key?: string) => Promise<Response>
  /** The body of the success. */
  call: <Answer>(method: string, path: string, body?: object) => Promise<Answer>
}

/** Signed in; calls go to the community of the site. */
async function signIn(site: CrashSite, email: string): Promise<Person> {
  const { headers } = await fetch(`${site.origin}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const send: Person['send'] = (method, path, body, key) =>
    fetch(site.origin + path.replace('C/', `/api/communities/${site.communityId}/`), {
      method,
      headers: {
        cookie,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const call: Person['call'] = async (method, path, body) => {
    const answer = await send(method, path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return (text === '' ? null : JSON.parse(text)) as never
  }
  const person = { memberId: '', send, call }
  const me = await send('GET', 'C/me')
  return me.ok ? { ...person, memberId: ((await me.json()) as { id: string }).id } : person
}

/** The first member of the site as a person who has proved their e-mail. */
async function register(site: CrashSite, owner: Person): Promise<Person> {
  const email = emailOf(0)
  await owner.call('POST', '/api/accounts', { email, password, displayName: 'Taker' })
  const { data } = await owner.call<{ data: { to: string; link: string }[] }>('GET', '/api/mailbox')
  const link = data.find(({ to }) => to === email)?.link ?? ''
  const token = new URL(link).searchParams.get('token') ?? ''
  await owner.call('POST', '/api/email-verifications', { token })
  return signIn(site, email)
}

interface Made {
  id: string
  appId: string
  itemId: string
}

/** Nobody waits for another act but for what the market shares: each has an app, an item and a counter of its own. */
export async function makeActs(site: CrashSite): Promise<Act[]> {
  const giver = await signIn(site, 'owner@example.com')
  const taker = await register(site, giver)
  for (const { memberId } of [giver, taker])
    await giver.call('POST', `C/members/${memberId}/adjustments`, {
      ...{ asset: 'coins', amount: 5000, reason: 'A test' },
    })
  let count = 0
  const stall = async (more: object = {}): Promise<Made> => {
    const title = `Game ${++count}`
    const app = await giver.call<{ id: string }>('POST', 'C/apps', { title, appUrl: 'https://game.example' })
    await giver.call('POST', `C/apps/${app.id}/approval`)
    await giver.call('PUT', `C/apps/${app.id}/webhook`, { settings: { confirmMode: 'explicit' } })
    const itemUri = `https://items.game.example/item?id=${count}`
    const item = { itemUri, kind: 'mergeable', name: `Ore ${count}`, ...more }
    const { id: itemId } = await giver.call<Made>('POST', `C/apps/${app.id}/items`, item)
    await giver.call('POST', `C/items/${itemId}/publication`)
    await giver.call('POST', `C/apps/${app.id}/postings`, {
      operations: [{ op: 'grant', memberId: giver.memberId, itemId, quantity: 20 }],
      reason: 'A test',
    })
    return { id: '', appId: app.id, itemId }
  }
  const made = async (path: (of: Made) => string, body: (of: Made) => object): Promise<Made> => {
    const of = await stall()
    return { ...of, id: (await giver.call<{ id: string }>('POST', path(of), body(of))).id }
  }
  const gift = ({ itemId }: Made) => ({ toMemberId: taker.memberId, itemId, quantity: 2 })
  const offered = () => made(() => 'C/gifts', gift)
  const merged = () =>
    made(
      ({ itemId }) => `C/items/${itemId}/merges`,
      () => ({ quantity: 3 }),
    )
  const order = { quantity: 4, unitPrice: 9 }
  const minted = () =>
    made(
      ({ itemId }) => `C/items/${itemId}/mint-orders`,
      () => order,
    )
  const listed = () =>
    made(
      ({ itemId }) => `C/items/${itemId}/listings`,
      () => order,
    )
  const purchase = { quantity: 1, unitPrice: 9, terms: 1 }
  const sold = async () => {
    const { id, ...of } = await listed()
    const fill = await taker.call<{ id: string }>('POST', `C/listings/${id}/purchases`, purchase)
    return { ...of, id: fill.id }
  }
  const acts: Act[] = []
  const add = (name: string, by: Person, path: string, body?: object) =>
    void acts.push({ name, by, method: 'POST', path, body })
  const reason = 'A test'
  for (const op of ['grant', 'take', 'stock']) {
    const { appId, itemId } = await stall()
    const whose = op === 'stock' ? {} : { memberId: giver.memberId }
    const operations = [{ op, itemId, quantity: 2, ...whose }]
    add(op, giver, `C/apps/${appId}/postings`, { operations, reason })
  }
  add('gift offered', giver, 'C/gifts', gift(await stall()))
  for (const [name, by] of [
    ['acceptance', taker],
    ['rejection', taker],
    ['cancellation', giver],
  ] as const)
    add(`gift ${name}`, by, `C/gifts/${(await offered()).id}/${name}`)
  add('merge requested', giver, `C/items/${(await stall()).itemId}/merges`, { quantity: 3 })
  for (const name of ['confirmation', 'rejection', 'cancellation'])
    add(
      `merge ${name}`,
      giver,
      `C/merges/${(await merged()).id}/${name}`,
      name === 'rejection' ? { reason } : undefined,
    )
  add('mint order requested', giver, `C/items/${(await stall()).itemId}/mint-orders`, order)
  for (const name of ['confirmation', 'rejection'])
    add(
      `mint ${name}`,
      giver,
      `C/mint-orders/${(await minted()).id}/${name}`,
      name === 'rejection' ? { reason } : undefined,
    )
  const tiers = [{ key: 'week', seconds: 604_800 }]
  const { itemId: boost } = await stall({ kind: 'time_limited', tiers })
  add('activation', giver, `C/items/${boost}/activations`, { units: 2 })
  add('listing', giver, `C/items/${(await stall()).itemId}/listings`, order)
  add('purchase', taker, `C/listings/${(await listed()).id}/purchases`, purchase)
  add('listing canceled', giver, `C/listings/${(await listed()).id}/cancellation`)
  add('fill reversed', giver, `C/fills/${(await sold()).id}/reversal`, { reason })
  return acts
}
