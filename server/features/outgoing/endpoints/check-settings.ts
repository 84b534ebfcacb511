/** Refuses settings that could never work: before anything is stored, with the place in the request. */
import { eventTypes } from '../../../../contracts/events/index.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { HeaderLine } from './endpoint-secrets.ts'
import { forbiddenHeader, unknownPattern } from './endpoint-settings.rules.ts'

export interface CheckedSettings {
  url?: string | undefined
  eventTypes?: readonly string[] | undefined
  headers?: readonly HeaderLine[] | undefined
}

export function checkSettings(outbound: Pick<Outbound, 'checkUrl'>, settings: CheckedSettings): void {
  const { url, eventTypes: patterns = [], headers = [] } = settings
  const problem = url === undefined ? undefined : outbound.checkUrl(url)
  if (problem) {
    throw new Refusal('url_not_allowed', {
      detail: problem.reason,
      errors: [{ pointer: '/url', reason: problem.reason }],
    })
  }
  const names = eventTypes.map(({ name }) => name)
  const unknown = unknownPattern(patterns, names)
  if (unknown !== undefined) {
    throw new Refusal('event_type_unknown', {
      detail: `No event is called "${patterns[unknown]}". The catalog of events lists what there is.`,
      errors: [{ pointer: `/eventTypes/${unknown}`, reason: 'is not in the catalog' }],
    })
  }
  const forbidden = forbiddenHeader(headers.map(({ name }) => name))
  if (forbidden) {
    throw new Refusal('header_not_allowed', {
      detail: `The header "${headers[forbidden.index]?.name}" ${forbidden.reason}.`,
      errors: [{ pointer: `/headers/${forbidden.index}/name`, reason: forbidden.reason }],
    })
  }
}
