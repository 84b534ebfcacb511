/**
 * `Idempotency-Key`: the key, a fingerprint of the request and the sealed answer are stored in the transaction
 * of the effect, so a repeat answers the same and changes nothing. Kept 30 days; that it was done is kept for ever.
 * Answers are sealed because some hold a secret that is shown once. Who was told no (404, 409, 422) is told so again:
 * whoever gave back what was refused shall not find it done by a repeat that was long on its way.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RefusalCode, refusals } from '../../../contracts/refusals.ts'
import { type Database, inTransaction, type Transaction } from '../db/database.ts'
import { Refusal } from '../refusal.ts'
import type { SealedColumn } from '../sealed-columns.ts'
import { open, seal } from '../secret-box.ts'
import {
  type FoundAnswer,
  findAnswers,
  insertAnswers,
  rollBackToSavepoint,
  setSavepoint,
  tryLockKeys,
} from './idempotency.store.ts'

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string | string[]>
  /** Runs once the transaction of the effect is committed; not part of what is stored. */
  afterCommit?: () => void
}

export interface IdempotentRequest {
  /** Owner of the credential, method and path. */
  scope: string
  key: string
  /** Method, address and body, as far as they change what is done. */
  fingerprintOf: unknown
  /** A refusal that is not kept, because the caller tries once more. */
  passesOver?: RefusalCode
}

/** Between two looks for the answer of the first request. */
const firstWaitMs = 25
const longestWaitMs = 400

const keyPattern = /^[\x21-\x7e]{1,255}$/

export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !keyPattern.test(header)) {
    throw new Refusal('validation_failed', {
      detail: 'Idempotency-Key must be 1 to 255 printable characters',
      errors: [{ pointer: 'Idempotency-Key', reason: 'must be 1 to 255 printable characters' }],
    })
  }
  return header
}

export const sealedAnswers: SealedColumn = {
  what: 'stored answers of requests with an Idempotency-Key (their repeats fail)',
  table: 'idempotency_keys',
  column: 'answer',
  purpose: 'idempotency',
  ids: ['scope', 'key'],
  placeOf: (scope = '', key = '') => scope + key,
}

export interface Done {
  answer: Answer
  isReplay: boolean
}

/** What becomes of one request of many; undefined while another transaction works under the same key. */
export type Outcome = Done | Refusal | undefined

/** Asks again and again while another request with the same key is running; when that takes too long, the caller is told so. */
export async function outwait(patienceMs: number, ask: () => Promise<Outcome>): Promise<Done> {
  const until = performance.now() + patienceMs
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const outcome = await ask()
    if (outcome instanceof Refusal) throw outcome
    if (outcome) return outcome
    if (performance.now() + waitMs >= until)
      throw new Refusal('idempotency_in_progress', { headers: { 'retry-after': '1' } })
    await sleep(waitMs)
  }
}

/**
 * Does the work, or answers what it answered before. While the first request with the key is running, a repeat waits for its
 * answer, outside of any transaction.
 */
export async function answerOnce(
  { db, config }: { db: Database; config: { repeatPatienceMs: number } },
  sealingKey: Buffer,
  request: IdempotentRequest,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Done> {
  return outwait(config.repeatPatienceMs, () =>
    inTransaction(db, async (tx) => {
      const [outcome] = await answerEachOnce(tx, sealingKey, [request], async () => [
        await workOrRefuse(tx, request, work),
      ])
      return outcome
    }),
  )
}

/** A refusal that is kept takes back what was done so far; any other ends the transaction. */
async function workOrRefuse(
  tx: Transaction,
  request: IdempotentRequest,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer | Refusal> {
  await setSavepoint(tx)
  try {
    return await work(tx)
  } catch (error) {
    if (!(error instanceof Refusal) || !isKept(error, request)) throw error
    await rollBackToSavepoint(tx)
    return error
  }
}

const keptStatuses: readonly number[] = [404, 409, 422]

const isKept = ({ code }: Refusal, { passesOver }: IdempotentRequest): boolean =>
  code !== passesOver && keptStatuses.includes(refusals[code].status)

/**
 * Many requests in one transaction, no two of them with the same key; those without a key are just done. `work` is given the
 * places of those that have not been answered before.
 */
export async function answerEachOnce(
  tx: Transaction,
  sealingKey: Buffer,
  requests: readonly (IdempotentRequest | undefined)[],
  work: (places: readonly number[]) => Promise<readonly (Answer | Refusal)[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = requests.map(() => undefined)
  const keyed = placesOf(requests, (request) => request !== undefined)
  const locks = keyed.length === 0 ? [] : await tryLockKeys(tx, addressesOf(keyed))
  const locked = keyed.filter((_each, index) => locks[index])
  const stored = locked.length === 0 ? [] : await findAnswers(tx, addressesOf(locked))
  for (const [index, found] of stored.entries()) {
    const { place, request } = locked[index] as Keyed
    if (found !== undefined) outcomes[place] = replay(sealingKey, request, found)
  }
  const fresh = locked.filter((_each, index) => stored[index] === undefined)
  const places = [...placesOf(requests, (request) => request === undefined), ...fresh].map(
    ({ place }) => place,
  )
  const answers = places.length === 0 ? [] : await work(places)
  for (const [index, answer] of answers.entries())
    outcomes[places[index] as number] = answer instanceof Refusal ? answer : { answer, isReplay: false }
  // Written last; the lock keeps others away until then.
  await insertAnswers(
    tx,
    fresh.flatMap(({ place, request }) => {
      const outcome = outcomes[place]
      if (outcome instanceof Refusal)
        return isKept(outcome, request) ? [keptAnswer(sealingKey, request, keptRefusal(outcome))] : []
      return outcome ? [keptAnswer(sealingKey, request, outcome.answer)] : []
    }),
  )
  return outcomes
}

interface Keyed {
  place: number
  request: IdempotentRequest
}

function placesOf(
  requests: readonly (IdempotentRequest | undefined)[],
  isWanted: (request: IdempotentRequest | undefined) => boolean,
): Keyed[] {
  return requests.flatMap((request, place) =>
    isWanted(request) ? [{ place, request: request as IdempotentRequest }] : [],
  )
}

const addressesOf = (keyed: readonly Keyed[]) => keyed.map(({ request }) => request)

const contextOf = ({ scope, key }: IdempotentRequest) => sealedAnswers.placeOf(scope, key)

function replay(sealingKey: Buffer, request: IdempotentRequest, stored: FoundAnswer): Done | Refusal {
  if (stored === null) return new Refusal('already_posted', { detail: spent })
  if (!stored.fingerprint.equals(fingerprintOf(request))) return new Refusal('idempotency_key_reused')
  const text = open(sealingKey, stored.answer, contextOf(request)).toString('utf8')
  const kept = JSON.parse(text) as Answer | KeptRefusal
  if (!('refusal' in kept)) return { answer: kept, isReplay: true }
  const { code, ...more } = kept.refusal
  return new Refusal(code, { ...more, headers: { ...more.headers, 'idempotency-replayed': 'true' } })
}

const spent =
  'This Idempotency-Key was used more than 30 days ago, and its answer is not kept any more. Nothing was done again.'

interface KeptRefusal {
  refusal: { code: RefusalCode } & NonNullable<ConstructorParameters<typeof Refusal>[1]>
}

function keptRefusal({ code, detail, errors, facts, headers }: Refusal): KeptRefusal {
  return {
    refusal: {
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(errors ? { errors } : {}),
      ...(facts ? { facts } : {}),
      ...(headers ? { headers } : {}),
    },
  }
}

function keptAnswer(sealingKey: Buffer, request: IdempotentRequest, answer: Answer | KeptRefusal) {
  const { scope, key } = request
  const sealed = seal(sealingKey, Buffer.from(JSON.stringify(answer)), contextOf(request))
  const isDone = !('refusal' in answer)
  return { scope, key, fingerprint: fingerprintOf(request), answer: sealed, is_done: isDone }
}

const fingerprintOf = (request: IdempotentRequest) =>
  createHash('sha256')
    .update(JSON.stringify(request.fingerprintOf) ?? '')
    .digest()
