/** Numbers for several postings of one transaction: each posting of a member has the next of that member. */
import type { Transaction } from '../../../platform/db/database.ts'
import { nextSequences } from '../../items/index.ts'

export interface Sequences {
  /** The next number of a member that was asked for. */
  next: (memberId: string) => number
}

/** `memberIds`: one for each posting that changes what the member has available. Locks their counters. */
export async function takeSequences(
  tx: Transaction,
  app: { communityId: string; appId: string },
  memberIds: readonly string[],
): Promise<Sequences> {
  const wanted = new Map<string, number>()
  for (const memberId of [...memberIds].sort()) wanted.set(memberId, (wanted.get(memberId) ?? 0) + 1)
  const last = await nextSequences(tx, app, wanted)
  const left = new Map(wanted)
  return {
    next(memberId) {
      const remaining = left.get(memberId) ?? 0
      left.set(memberId, remaining - 1)
      return (last.get(memberId) ?? 0) - remaining + 1
    },
  }
}
