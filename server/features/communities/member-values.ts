/** Turns what was asked for into the columns of a member, and taken names into refusals. */
import type { PermissionName } from '../../../contracts/permissions.ts'
import { violatedUnique } from '../../platform/db/database.ts'
import { Refusal, refuse } from '../../platform/refusal.ts'
import { permissionBits } from '../access/index.ts'
import { emailKey, keptText, textKey, usernameKey } from './keys.rules.ts'
import type { MemberValues } from './members.store.ts'
import { isReservedEmail } from './reserved-email.rules.ts'

export interface MemberInput {
  communityId: string
  id: string
  email: string | null
  username: string
  displayName: string
  permissions: readonly PermissionName[]
}

export function memberValues(input: MemberInput): MemberValues {
  if (input.email !== null && isReservedEmail(emailKey(input.email))) {
    const reason = 'is an address that games are told instead of one'
    throw new Refusal('validation_failed', { errors: [{ pointer: '/email', reason }] })
  }
  return {
    communityId: input.communityId,
    id: input.id,
    email: input.email === null ? null : keptText(input.email),
    emailKey: input.email === null ? null : emailKey(input.email),
    username: keptText(input.username),
    usernameKey: usernameKey(input.username),
    displayName: keptText(input.displayName),
    displayNameKey: textKey(input.displayName),
    permissions: permissionBits(input.permissions),
  }
}

/** The database decides what is taken, so that two requests at once cannot both win. */
export async function refusingTakenNames<Result>(writing: Promise<Result>): Promise<Result> {
  try {
    return await writing
  } catch (error) {
    const constraint = violatedUnique(error)
    if (constraint === 'communities_members_email')
      refuse('email_taken', 'Another member here has this e-mail.')
    if (constraint === 'communities_members_username') {
      refuse('username_taken', 'Another member here has this username.')
    }
    throw error
  }
}
