/** The types that endpoints can choose. Others are told to one endpoint alone by whoever asks for it, or to none. */
import { isCustom } from '../../../../contracts/events/custom.ts'
import { type EventName, eventTypes } from '../../../../contracts/events/index.ts'
import type { EventPattern } from '../../../platform/events/reader.ts'
import { matchesType } from './matches.rules.ts'

const namesOf = (isSubscribable: boolean) =>
  eventTypes.filter((type) => type.isSubscribable === isSubscribable).map(({ name }) => name as EventName)

export const subscribableTypes = namesOf(true)
export const otherTypes = namesOf(false)

/** What the log has to be read for, where these patterns are subscribed to. */
export function wantedTypes(patterns: readonly string[]): EventPattern[] {
  const known = subscribableTypes.filter((name) => matchesType(patterns, name))
  return patterns.some((pattern) => pattern === '*' || isCustom(pattern)) ? [...known, 'custom.*'] : known
}
