/** What a new key of an app does to those before. */
import { appKeyCountMax } from '../../../../contracts/app-keys.ts'

export interface LivingKey {
  id: string
  endsAt: Date | null
}

export interface KeyEnd {
  id: string
  endsAt: Date
}

/**
 * `living`: newest first. With an overlap the newest of them goes on for so long, and no longer than it would have
 * anyway; all others end now. Without an end (`overlapS` null) they go on, as long as there are not too many:
 * undefined says that there are.
 */
export function planKeyEnds(
  living: readonly LivingKey[],
  overlapS: number | null,
  now: Date,
): KeyEnd[] | undefined {
  if (overlapS === null) return living.length < appKeyCountMax ? [] : undefined
  const until = new Date(now.getTime() + overlapS * 1000)
  return living.flatMap(({ id, endsAt }, index) => {
    const end = index === 0 ? until : now
    return endsAt !== null && endsAt <= end ? [] : [{ id, endsAt: end }]
  })
}
