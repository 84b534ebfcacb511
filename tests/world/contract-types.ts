/** What a call of an endpoint takes and answers, as types taken from the contracts. */
import type { Static, TSchema } from 'typebox'
import type { EndpointName, EndpointNamed } from '../../contracts/index.ts'

type Part<Name extends EndpointName, Key extends 'params' | 'query' | 'body'> =
  EndpointNamed<Name> extends Record<Key, infer Schema extends TSchema> ? Static<Schema> : undefined

/** The world's own community is meant where none is named. */
type Params<Name extends EndpointName> =
  Part<Name, 'params'> extends { communityId: string }
    ? Omit<Part<Name, 'params'>, 'communityId'> & { communityId?: string }
    : Part<Name, 'params'>

type Asked<Key extends string, Value> = Value extends undefined
  ? { [K in Key]?: never }
  : Partial<Value> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value }

export type CallInput<Name extends EndpointName> = Asked<'params', Params<Name>> &
  Asked<'query', Part<Name, 'query'>> &
  Asked<'body', Part<Name, 'body'>> & { headers?: Record<string, string> }

type Answers<Name extends EndpointName> = EndpointNamed<Name>['answers']

export type AnswerBody<Name extends EndpointName> = {
  [Status in keyof Answers<Name>]: Answers<Name>[Status] extends infer Schema extends TSchema
    ? Static<Schema>
    : null
}[keyof Answers<Name>]
