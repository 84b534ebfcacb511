/** The accounts between which transfers move amounts. */
import type { AccountRef } from './posting.ts'

export const issuer: AccountRef = { kind: 'issuer', id: null }
export const sink: AccountRef = { kind: 'sink', id: null }
export const member = (id: string): AccountRef => ({ kind: 'member', id })
/** The treasury of a community has the community's id; apps will have their own. */
export const treasury = (id: string): AccountRef => ({ kind: 'treasury', id })
/**
 * Market fees of a community, in 16 accounts, so that sellers who are paid at once seldom wait for one. Their ids are
 * made from that of the community: version 15 is that of no id which is drawn. `drawnId`: any, its last digit chooses.
 */
export const feeAccount = (communityId: string, drawnId: string): AccountRef => ({
  kind: 'fee',
  id: `${communityId.slice(0, 14)}f${communityId.slice(15, 35)}${drawnId.slice(-1)}`,
})

export const feeAccounts = (communityId: string): AccountRef[] =>
  Array.from({ length: 16 }, (_none, place) => feeAccount(communityId, place.toString(16)))

/** What a hold holds lies in an account of its own. */
export const holdAccount = (id: string): AccountRef => ({ kind: 'hold', id })
