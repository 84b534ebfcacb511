/** The accounts between which transfers move amounts. */
import type { AccountRef } from './posting.ts'

export const issuer: AccountRef = { kind: 'issuer', id: null }
export const sink: AccountRef = { kind: 'sink', id: null }
export const member = (id: string): AccountRef => ({ kind: 'member', id })
/** The treasury of a community has the community's id; apps will have their own. */
export const treasury = (id: string): AccountRef => ({ kind: 'treasury', id })
/** What a hold holds lies in an account of its own. */
export const holdAccount = (id: string): AccountRef => ({ kind: 'hold', id })
