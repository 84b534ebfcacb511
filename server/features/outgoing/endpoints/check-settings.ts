/** Refuses settings that could never work: before anything is stored, with the place in the request. */
import type { Condition } from '../../../../contracts/conditions.ts'
import {
  appEventTypes,
  communityEventNames,
  type EndpointStyle,
} from '../../../../contracts/endpoint-wire.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { conditionProblems } from '../../../platform/payloads/conditions.rules.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { subscribableTypes } from '../catalog/subscribable-types.rules.ts'
import type { HeaderLine } from './endpoint-secrets.ts'
import { forbiddenHeader, problemInCommunityStyle, unknownPattern } from './endpoint-settings.rules.ts'

export interface CheckedSettings {
  url?: string | undefined
  eventTypes?: readonly string[] | undefined
  filter?: readonly Condition[] | undefined
  headers?: readonly HeaderLine[] | undefined
}

export function checkSettings(
  outbound: Pick<Outbound, 'checkUrl'>,
  style: EndpointStyle,
  { url, eventTypes: patterns, filter, headers = [] }: CheckedSettings,
): void {
  const problem = url === undefined ? undefined : outbound.checkUrl(url)
  if (problem) {
    throw new Refusal('url_not_allowed', {
      detail: problem.reason,
      errors: [{ pointer: '/url', reason: problem.reason }],
    })
  }
  if (patterns) checkEventTypes(style, patterns)
  const errors = conditionProblems(filter, '/filter')
  if (errors.length > 0) throw new Refusal('validation_failed', { errors })
  const forbidden = forbiddenHeader(headers.map(({ name }) => name))
  if (forbidden) {
    throw new Refusal('header_not_allowed', {
      detail: `The header "${headers[forbidden.index]?.name}" ${forbidden.reason}.`,
      errors: [{ pointer: `/headers/${forbidden.index}/name`, reason: forbidden.reason }],
    })
  }
}

/** `placeOf`: where in the request a pattern stands. */
export function checkEventTypes(
  style: EndpointStyle,
  patterns: readonly string[],
  placeOf = (index: number) => `/eventTypes/${index}`,
): void {
  const unknown = unknownPattern(patterns, subscribableTypes)
  if (unknown !== undefined) {
    throw new Refusal('event_type_unknown', {
      detail: `No event is called "${patterns[unknown]}". The catalog of events lists what there is.`,
      errors: [{ pointer: placeOf(unknown), reason: 'is not in the catalog' }],
    })
  }
  if (
    style === 'fingi' &&
    patterns.some((pattern) => !(appEventTypes as readonly string[]).includes(pattern))
  ) {
    throw new Refusal('event_type_not_in_style', {
      detail: `The webhook of an app is sent ${appEventTypes.join(' and ')}.`,
      errors: [{ pointer: '/eventTypes', reason: 'is not sent in this style' }],
    })
  }
  const reason = style === 'community' ? problemInCommunityStyle(patterns) : undefined
  if (reason !== undefined) {
    const known = Object.keys(communityEventNames).join(', ')
    throw new Refusal('event_type_not_in_style', {
      detail: `An endpoint of style "community" is sent one event, out of ${known}.`,
      errors: [{ pointer: '/eventTypes', reason }],
    })
  }
}
