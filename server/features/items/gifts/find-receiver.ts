/** Whom a gift is for, as the giver named them: by id or by the whole username, and only who is there. */
import type { Transaction } from '../../../platform/db/database.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { usernameKey } from '../../communities/index.ts'
import { findMemberIdByUsername, isMemberThere } from '../inventory/members.store.ts'

export interface NamedReceiver {
  toMemberId?: string | undefined
  toUsername?: string | undefined
}

/** Refuses none, and two. */
export function requireOneName({ toMemberId, toUsername }: NamedReceiver): void {
  if ((toMemberId === undefined) !== (toUsername === undefined)) return
  const reason = 'is needed, or `toMemberId`, and not both'
  throw new Refusal('validation_failed', {
    detail: `/toUsername ${reason}`,
    errors: [{ pointer: '/toUsername', reason }],
  })
}

export async function findReceiver(
  tx: Transaction,
  communityId: string,
  { toMemberId, toUsername }: NamedReceiver,
): Promise<string> {
  if (toUsername !== undefined) {
    const found = await findMemberIdByUsername(tx, communityId, usernameKey(toUsername))
    return found ?? refuseUsername()
  }
  if (toMemberId !== undefined && (await isMemberThere(tx, communityId, toMemberId))) return toMemberId
  return refuse('not_found', 'Nobody here has this id.')
}

function refuseUsername(): never {
  const detail = 'Nobody here has this username.'
  throw new Refusal('not_found', { detail, errors: [{ pointer: '/toUsername', reason: detail }] })
}
