/** Numbers for several postings of one transaction: each posting of a member has the next of that member. */
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type CounterAddress, lockCounters, nextSequences, saveCounters } from '../../items/index.ts'

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

export interface OpenSequences {
  /** The next number of a member in an app whose counter was opened. */
  next: (appId: string, memberId: string) => number
  /** Writes down how far they have come. */
  write: () => Promise<void>
}

/** For postings of which some may be refused: only those that are made take a number. Locks the counters. */
export async function openSequences(
  tx: Transaction,
  communityId: string,
  wanted: readonly CounterAddress[],
): Promise<OpenSequences> {
  const keyOf = ({ appId, memberId }: CounterAddress) => `${appId} ${memberId}`
  const addresses = [...new Map(wanted.map((each) => [keyOf(each), each])).values()]
  const counters = new Map(
    (await lockCounters(tx, communityId, addresses)).map((each) => [keyOf(each), each]),
  )
  const raised = new Set<CounterAddress & { sequence: number }>()
  return {
    next(appId, memberId) {
      const counter = counters.get(keyOf({ appId, memberId }))
      invariant(counter, 'a counter that counts was opened')
      counter.sequence += 1
      raised.add(counter)
      return counter.sequence
    },
    write: () => saveCounters(tx, communityId, [...raised]),
  }
}
