/** Ties a contract to the action behind it; the types of the input and the answer come from the contract. */
import type { Static, TSchema } from 'typebox'
import type { Endpoint } from '../../contracts/endpoint.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../platform/db/database.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Actor } from './actor.ts'

type Part<Schema> = Schema extends TSchema ? Static<Schema> : undefined

export interface RouteInput<Definition extends Endpoint> {
  /** Within a request with an Idempotency-Key its transactions join the one that stores the answer. */
  ctx: Context
  actor: Actor
  params: Part<Definition['params']>
  query: Part<Definition['query']>
  body: Part<Definition['body']>
  /** The revision that `If-Match` asks for, if it was sent. */
  ifMatch: number | undefined
}

type AnswerOf<Answers> = {
  [Status in keyof Answers & number]: {
    status: Status
    body: Answers[Status] extends TSchema ? Static<Answers[Status]> : null
    headers?: Record<string, string | string[]>
    /** Runs when what the action wrote is visible to others; with an Idempotency-Key that is later. */
    afterCommit?: () => void
  }
}[keyof Answers & number]

export type RouteAnswer<Definition extends Endpoint> = AnswerOf<Definition['answers']>

/** What is asked of an action that serves many callers in one transaction. */
export type Asked<Definition extends Endpoint> = Omit<RouteInput<Definition>, 'ctx'>

/**
 * An action that serves callers of the same moment in one transaction: it answers or refuses each of them by itself, and
 * nothing that it refuses leaves anything behind.
 */
export interface ManyAction<Definition extends Endpoint> {
  many: (
    ctx: Context,
    tx: Transaction,
    asked: readonly Asked<Definition>[],
  ) => Promise<readonly (RouteAnswer<Definition> | Refusal)[]>
}

export type Action<Definition extends Endpoint> =
  | ((input: RouteInput<Definition>) => Promise<RouteAnswer<Definition>>)
  | ManyAction<Definition>

interface AnyAnswer {
  status: number
  body: unknown
  headers?: Record<string, string | string[]>
  afterCommit?: () => void
}

/** As the gate sees it, which knows no definition. */
export interface AnyManyAction {
  many: (
    ctx: Context,
    tx: Transaction,
    asked: readonly Asked<Endpoint>[],
  ) => Promise<readonly (AnyAnswer | Refusal)[]>
}

export interface Route {
  endpoint: Endpoint
  action: ((input: RouteInput<Endpoint>) => Promise<AnyAnswer>) | AnyManyAction
}

export function route<const Definition extends Endpoint>(
  endpoint: Definition,
  action: Action<Definition>,
): Route {
  return { endpoint, action: action as unknown as Route['action'] }
}
