/** The words of the conservation proof: checks that each find what does not agree, by community. */
import type { ConservationCheck, FindingSubject } from '../../../../contracts/conservation.ts'
import type { Queryable } from '../../../platform/db/database.ts'

/** One community, or null for all of them. */
export type Scope = string | null

export interface Finding {
  communityId: string
  check: ConservationCheck
  /** What does not agree, with the id of the row. */
  words: string
  /** Where people look for it. */
  subject: { kind: FindingSubject; id: string }
}

/** Reads only; at most 100 of each kind. */
export type Check = (db: Queryable, scope: Scope) => Promise<Finding[]>

/** A check whose rows say what is wrong of them, and what they are about. */
export function checkOf<Row extends { community_id: string }>(
  check: ConservationCheck,
  read: (db: Queryable, scope: Scope) => Promise<Row[]>,
  words: (row: Row) => string,
  subject: (row: Row) => Finding['subject'],
): Check {
  return async (db, scope) =>
    (await read(db, scope)).map((row) => ({
      ...{ communityId: row.community_id, check },
      ...{ words: words(row), subject: subject(row) },
    }))
}
