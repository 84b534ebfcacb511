/** What is asked of a delivery: by the publisher of its event, by the endpoint's order, and by the loop guard. */
import type { LoggedDelivery } from '../../../platform/events/events.ts'

export interface AskingEvent {
  community_id: string
  subject_id: string | null
  hop: number
  delivery: LoggedDelivery | null
}

export interface Asked {
  /** Of those with the same key one is sent after the other; null where order does not matter. */
  partitionKey: string | null
  supersedes: boolean
  notAfter: string | null
  isDaily: boolean
  /** Why it is never sent. */
  refusal: string | null
}

/** Webhooks that a chain of causes may have come through; the next one would go round for ever. */
export const hopMax = 5

export function askedOf(event: AskingEvent, { isOrdered }: { isOrdered: boolean }): Asked {
  const {
    notAfter,
    partitionKey,
    supersedes = false,
    continues = false,
    daily = false,
  } = event.delivery ?? {}
  const key = partitionKey ?? event.subject_id ?? event.community_id
  return {
    partitionKey: isOrdered || supersedes || continues ? key : null,
    supersedes,
    notAfter: notAfter ?? null,
    isDaily: daily,
    refusal:
      event.hop < hopMax
        ? null
        : `It was caused through ${event.hop} incoming webhooks one after the other, which looks like a loop.`,
  }
}
