/**
 * `Idempotency-Key`: the key, a fingerprint of the request and the sealed answer are stored in the transaction
 * of the effect, so a repeat answers the same and changes nothing. Kept 30 days. Answers are sealed because
 * some hold a secret that is shown once.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, inTransaction, type Transaction } from '../db/database.ts'
import { Refusal, refuse } from '../refusal.ts'
import type { SealedColumn } from '../sealed-columns.ts'
import { open, seal } from '../secret-box.ts'
import { findAnswer, insertAnswer, tryLockKey } from './idempotency.store.ts'

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
}

export interface Done {
  answer: Answer
  isReplay: boolean
}

/**
 * Does the work, or answers what it answered before. While the first request with the key is running, a repeat waits for its
 * answer, outside of any transaction; when that takes longer than its patience it is told to come again.
 */
export async function answerOnce(
  { db, config }: { db: Database; config: { repeatPatienceMs: number } },
  sealingKey: Buffer,
  request: IdempotentRequest,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Done> {
  const until = performance.now() + config.repeatPatienceMs
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const done = await answerUnlessLocked(db, sealingKey, request, work)
    if (done) return done
    if (performance.now() + waitMs >= until)
      throw new Refusal('idempotency_in_progress', { headers: { 'retry-after': '1' } })
    await sleep(waitMs)
  }
}

/** Undefined while another transaction works under the same key. */
async function answerUnlessLocked(
  db: Database,
  sealingKey: Buffer,
  request: IdempotentRequest,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Done | undefined> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(request.fingerprintOf) ?? '')
    .digest()
  return inTransaction(db, async (tx) => {
    if (!(await tryLockKey(tx, request.scope, request.key))) return undefined
    const stored = await findAnswer(tx, request.scope, request.key)
    if (stored) {
      if (!stored.fingerprint.equals(fingerprint)) refuse('idempotency_key_reused')
      const text = open(sealingKey, stored.answer, request.scope + request.key).toString('utf8')
      return { answer: JSON.parse(text) as Answer, isReplay: true }
    }
    const answer = await work(tx)
    const sealed = seal(sealingKey, Buffer.from(JSON.stringify(answer)), request.scope + request.key)
    // Written last, so that a refusal writes nothing; the lock keeps others away until then.
    await insertAnswer(tx, request.scope, request.key, fingerprint, sealed)
    return { answer, isReplay: false }
  })
}
