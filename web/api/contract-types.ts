/** Types of every call, derived from the contracts: what an endpoint takes and what it answers. */
import type { Static, TSchema } from 'typebox'
import type { EndpointName as AnyEndpoint, EndpointNamed } from '../../contracts/index.ts'
import type { endpointTable } from './endpoints.generated.ts'

/** Those that the web calls: one that is named for the first time is generated into the table. */
export type EndpointName = AnyEndpoint & keyof typeof endpointTable

/** The static type of one part of a contract, or `undefined` where the endpoint has no such part. */
type Part<Name extends EndpointName, Key extends 'params' | 'query' | 'body'> =
  EndpointNamed<Name> extends Record<Key, infer Schema extends TSchema> ? Static<Schema> : undefined

type Asked<Key extends string, Value> = Value extends undefined
  ? { [K in Key]?: undefined }
  : { [K in Key]: Value }
type Offered<Key extends string, Value> = Value extends undefined
  ? { [K in Key]?: undefined }
  : { [K in Key]?: Value }

export type Params<Name extends EndpointName> = Part<Name, 'params'>
export type Query<Name extends EndpointName> = Part<Name, 'query'>
export type Body<Name extends EndpointName> = Part<Name, 'body'>

export type CallInput<Name extends EndpointName> = Asked<'params', Params<Name>> &
  Offered<'query', Query<Name>> &
  Asked<'body', Body<Name>> & {
    /**
     * Writes get a random one when none is given; give one to make a retry safe across reloads, and `null`
     * for a call that changes nothing, such as a dry run: its answer need not be kept.
     */
    idempotencyKey?: string | null
    /** The revision this write is based on; somebody else's change in between is refused. */
    ifMatch?: string
    /** Why a member of staff does this, kept in the audit log; words of theirs through `headerText`. */
    auditReason?: string
    signal?: AbortSignal
  }

type AnswerOf<Schema> = Schema extends TSchema ? Static<Schema> : undefined
type Answers<Name extends EndpointName> = EndpointNamed<Name>['answers']
export type Answer<Name extends EndpointName> = {
  [Status in keyof Answers<Name>]: AnswerOf<Answers<Name>[Status]>
}[keyof Answers<Name>]

/** Endpoints that answer pages with a cursor, and one row of each. */
export type PagedEndpoint = {
  [Name in EndpointName]: Answer<Name> extends { data: unknown[]; page: { next: string | null } }
    ? Name
    : never
}[EndpointName]
export type RowOf<Name extends EndpointName> = Answer<Name> extends { data: (infer Row)[] } ? Row : never
