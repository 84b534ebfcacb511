/**
 * Finds a member as games name them, with the number of the last change of what they have available in the app: all that
 * a game is told while nothing has moved.
 */
import type { Database } from '../../../platform/db/database.ts'
import { shareReads } from '../../../platform/db/shared-read.ts'
import { emailKey } from '../../communities/index.ts'
import { memberOfAlias } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { knownToGame } from './find-member-by-email.ts'
import { type HolderRow, holdersByEmail, holdersById } from './members.store.ts'

export interface Holder {
  id: string
  email: string
  /** 0 before the first change. */
  sequence: number
}

export type FindHolder = (app: AppAddress, email: string) => Promise<Holder | undefined>

interface Key extends AppAddress {
  /** The e-mail as it is compared, or the id. */
  name: string
}

const parametersOf = (keys: readonly Key[]) => [
  keys.map(({ communityId }) => communityId),
  keys.map(({ appId }) => appId),
  keys.map(({ name }) => name),
]

export function holderFinder(db: Database): FindHolder {
  const findByEmail = shareReads<Key, HolderRow>(db, holdersByEmail, parametersOf)
  const findById = shareReads<Key, HolderRow>(db, holdersById, parametersOf)
  return async (app, email) => {
    const aliased = memberOfAlias(app.appId, email)
    const row =
      aliased === undefined
        ? await findByEmail({ ...app, name: emailKey(email) })
        : await findById({ ...app, name: aliased })
    const known = knownToGame(app, row)
    return row && known && { ...known, sequence: row.sequence }
  }
}
