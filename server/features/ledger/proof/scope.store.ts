/** The part of a statement of the proof that keeps it to one community, or to none. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from './proof.ts'

export const inScope = (scope: Scope): RawBuilder<unknown> =>
  scope === null ? sql`true` : sql`community_id = ${scope}`
