/** Ties a contract to the action behind it; the types of the input and the answer come from the contract. */
import type { Static, TSchema } from 'typebox'
import type { Endpoint } from '../../contracts/endpoint.ts'
import type { Context } from '../context.ts'
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

export interface Route {
  endpoint: Endpoint
  handle: (input: RouteInput<Endpoint>) => Promise<{
    status: number
    body: unknown
    headers?: Record<string, string | string[]>
    afterCommit?: () => void
  }>
}

export function route<const Definition extends Endpoint>(
  endpoint: Definition,
  handle: (input: RouteInput<Definition>) => Promise<RouteAnswer<Definition>>,
): Route {
  return { endpoint, handle: handle as unknown as Route['handle'] }
}
