/** Merges as the wire has them. */
import type { FaceMerge } from '../../features/items/index.ts'
import type { WireMerge } from './wire.ts'

/** Stands for an address that is gone. */
const nobody = 'deleted@members.invalid'

export function wireMerge(merge: FaceMerge): WireMerge {
  return {
    mergeId: merge.id,
    state: merge.state,
    userEmail: merge.email ?? nobody,
    itemUri: merge.itemUri,
    count: merge.quantity,
    createdAt: seconds(merge.createdAt),
    confirmBy: seconds(merge.confirmBy),
    countRemaining: merge.available,
    sequence: merge.sequence,
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
