/** What a type of event is: its name, what the payload is, and an example of it. */
import Type, { type Static, type TProperties, type TSchema } from 'typebox'

export interface EventType<Schema extends TSchema = TSchema> {
  /** `<singular noun>.<past verb>` in snake case. */
  name: string
  /** Of the payload; a change that receivers could not read makes a new one. */
  version: number
  summary: string
  payload: Schema
  example: unknown
  /** Endpoints can choose it; otherwise it is told to one of them alone, or inside the server only. */
  isSubscribable: boolean
}

/** The members of the payload, all of them always there, and an example that the type checker holds against them. */
export function event<const Name extends string, Properties extends TProperties>(
  name: Name,
  summary: string,
  properties: Properties,
  example: Static<ReturnType<typeof payloadOf<Properties>>>,
) {
  return { name, version: 1, summary, payload: payloadOf(properties), example, isSubscribable: true }
}

/** The same, for an event that no endpoint can choose. */
export function notSubscribable<Type extends EventType>(type: Type): Type {
  return { ...type, isSubscribable: false }
}

function payloadOf<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

/** Ids of the examples: one member, one of anything else. */
export const exampleMemberId = '01995c2e-0000-7000-8000-00000000a0da'
export const exampleId = '01995c2e-0000-7000-8000-000000000001'
