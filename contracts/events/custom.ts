/** Events of a community's own: they need no declaration, and the catalog says how they come to be. */
import Type from 'typebox'
import type { EventType } from './event-type.ts'

export const customEvents: EventType = {
  name: 'custom.*',
  version: 1,
  summary: 'Events of your own, such as custom.match_ended: published by POST .../events with any payload',
  payload: Type.Unknown({ description: 'Whatever was published: any JSON' }),
  example: { match: 42, winner: 'ada' },
  isSubscribable: true,
}

export const isCustom = (pattern: string): boolean => pattern.startsWith('custom.')
