/** What an endpoint may be set to, beyond the shape that the contract says. */
import { communityEventNames } from '../../../../contracts/endpoint-wire.ts'
import { isCustom } from '../../../../contracts/events/custom.ts'
import { isSetByServer } from '../../../platform/outbound/request-headers.rules.ts'
import { matchesType } from '../catalog/matches.rules.ts'
import { hopHeader } from '../wire/headers.rules.ts'

const ours: readonly string[] = [
  'content-type',
  'x-webhook-event',
  'x-encrypted',
  'x-encryption-mode',
  hopHeader,
]

/** The first of the names that cannot be set, and why. */
export function forbiddenHeader(names: readonly string[]): { index: number; reason: string } | undefined {
  const lower = names.map((name) => name.toLowerCase())
  for (const [index, name] of lower.entries()) {
    if (ours.includes(name) || name.startsWith('webhook-') || isSetByServer(name)) {
      return { index, reason: 'is set by the server' }
    }
    if (lower.indexOf(name) < index) return { index, reason: 'stands here twice' }
  }
  return undefined
}

/** The place of the first pattern that no type of the catalog fits; those of one's own need no declaration. */
export function unknownPattern(patterns: readonly string[], catalog: readonly string[]): number | undefined {
  const index = patterns.findIndex(
    (pattern) => !isCustom(pattern) && !catalog.some((type) => matchesType([pattern], type)),
  )
  return index === -1 ? undefined : index
}

/** Why these cannot be sent in style `community`, which has one event for each endpoint. */
export function problemInCommunityStyle(patterns: readonly string[]): string | undefined {
  if (patterns.length > 1) return 'is more than one event'
  return patterns.every((pattern) => pattern in communityEventNames) ? undefined : 'is not sent in this style'
}
