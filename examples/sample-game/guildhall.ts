/** The calls of Guildhall's FINGI face that the game makes. What fails for the moment is tried again. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface GuildhallSettings {
  /** Of the server, e.g. `http://localhost:3333`. */
  origin: string
  clientId: string
  key: string
}

export interface PulledItem {
  itemUri: string
  /** 0 permanent, 1 mergeable, 2 time-limited. */
  itemType: number
  itemCount: number
}

export interface ActiveSub {
  itemUri: string
  /** Unix seconds. */
  expirationDate: number
  isActive: boolean
}

export interface AskedMerge {
  mergeId: string
  state: string
  userEmail: string
  itemUri: string
  count: number
}

export interface Difference {
  userEmail: string
  itemUri: string
  count: number
  itemCount: number
  reason: string
}

/** Guildhall's answer was no, and asking again would not change it. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, { error, message }: { error?: string; message?: string }) {
    super(message ?? `answered ${status}`)
    this.status = status
    this.code = error ?? 'unknown'
  }
}

const triesMax = 5
const firstWaitMs = 250
const timeoutMs = 20_000

export type Guildhall = ReturnType<typeof createGuildhall>

export function createGuildhall({ origin, clientId, key }: GuildhallSettings) {
  const knownItems = new Map<string, { tag: string; sequence: number; items: PulledItem[] }>()

  async function get(path: string, query: Record<string, string>, headers: Record<string, string> = {}) {
    const words = new URLSearchParams({ clientId, ...query })
    return ask(`${origin}/api/${path}?${words}`, { headers })
  }

  async function post(path: string, body: object, headers: Record<string, string> = {}) {
    const answer = await ask(`${origin}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ clientId, ...body }),
    })
    return answer.json() as Promise<unknown>
  }

  async function ask(
    url: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${key}`, ...init.headers }
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) }).catch(
        (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
      )
      const isOver = answer instanceof Response && answer.status < 500 && answer.status !== 429
      if (isOver && (answer.ok || answer.status === 304)) return answer
      if (isOver) throw new Refused(answer.status, (await answer.json().catch(() => ({}))) as object)
      if (tries === triesMax) throw answer instanceof Error ? answer : new Error(`answered ${answer.status}`)
      const asked = answer instanceof Response ? Number(answer.headers.get('retry-after') ?? 0) * 1000 : 0
      await sleep(Math.max(asked, firstWaitMs * 2 ** tries))
    }
  }

  return {
    /** The inventory of a player; what has not moved since we asked last is not sent again. */
    async pullItems(userEmail: string): Promise<{ sequence: number; items: PulledItem[] }> {
      const known = knownItems.get(userEmail)
      const answer = await get('pull_items', { userEmail }, known ? { 'if-none-match': known.tag } : {})
      if (answer.status === 304 && known) return known
      const { items } = (await answer.json()) as { items: PulledItem[] }
      const sequence = Number(answer.headers.get('x-guildhall-sequence') ?? 0)
      const pulled = { tag: answer.headers.get('etag') ?? '', sequence, items }
      knownItems.set(userEmail, pulled)
      return pulled
    },
    async pullSubs(userEmail: string): Promise<{ sequence: number; activeSubs: ActiveSub[] }> {
      return (await get('pull_subs', { userEmail })).json() as Promise<{
        sequence: number
        activeSubs: ActiveSub[]
      }>
    },
    /** `pushId` makes a repeat harmless. */
    async pushItems(pushId: string, userEmail: string, itemUri: string, count: number): Promise<void> {
      const order = {
        userEmail,
        items: [{ itemUri, count }],
        reason: 'Brought out of the mine',
        reference: pushId,
      }
      await post('push_items', order, { 'idempotency-key': pushId })
    },
    async listMerges(): Promise<AskedMerge[]> {
      const all: AskedMerge[] = []
      for (let after: string | null = ''; after !== null; ) {
        const answer = await get('list_merges', after === '' ? {} : { after })
        const page = (await answer.json()) as { merges: AskedMerge[]; next: string | null }
        all.push(...page.merges)
        after = page.next
      }
      return all
    },
    async confirmMerge(mergeId: string): Promise<void> {
      await post('confirm_merge', { mergeId })
    },
    async confirmOrder(orderId: string): Promise<void> {
      await post('confirm_order', { orderId })
    },
    async compareItems(
      userEmail: string,
      items: { itemUri: string; count: number }[],
    ): Promise<Difference[]> {
      const answer = await post('compare_items', { users: [{ userEmail, items }] })
      return (answer as { differences: Difference[] }).differences
    },
  }
}
