/**
 * Callers of one endpoint who come at the same moment share a transaction, together with their stored answers; each of them
 * is answered or refused by itself.
 */
import type { Endpoint } from '../contracts/endpoint.ts'
import type { Context } from './context.ts'
import type { Actor } from './features/actor.ts'
import type { AnyManyAction, Asked } from './features/route.ts'
import { joined } from './joined-context.ts'
import { inTransaction } from './platform/db/database.ts'
import { startLane } from './platform/db/lane.ts'
import {
  answerEachOnce,
  type Done,
  type IdempotentRequest,
  type Outcome,
  outwait,
} from './platform/http/idempotency.ts'
import type { Call } from './platform/http/mount.ts'

/** A batch ends far within the time of a transaction. */
const callsMax = 64

export interface SharedCall {
  actor: Actor
  call: Call
  /** Where an answer is kept, for a call with an Idempotency-Key. */
  once: IdempotentRequest | undefined
}

export type SharedCalls = (call: SharedCall) => Promise<Done>

export function shareCalls(ctx: Context, sealingKey: Buffer, { many }: AnyManyAction): SharedCalls {
  const lane = startLane<SharedCall, Outcome>({
    batchMax: callsMax,
    nameOf: ({ once }) => once && `${once.scope} ${once.key}`,
    run: (calls) =>
      inTransaction(ctx.db, (tx) =>
        answerEachOnce(
          tx,
          sealingKey,
          calls.map(({ once }) => once),
          (places) =>
            many(
              joined(ctx, tx),
              tx,
              places.map((place) => askedOf(calls[place] as SharedCall)),
            ),
        ),
      ),
  })
  return (call) => outwait(ctx.config.repeatPatienceMs, () => lane.take(call))
}

function askedOf({ actor, call: { params, query, body, ifMatch } }: SharedCall): Asked<Endpoint> {
  return { actor, params, query, body, ifMatch } as Asked<Endpoint>
}
