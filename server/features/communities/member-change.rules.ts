/** Decides whether an actor may change or remove a member: nobody grants, takes or takes over what they do not hold. */
import type { PermissionName } from '../../../contracts/permissions.ts'

export interface MemberChange {
  isOwner: boolean
  /** What the member holds now; for the owner that is everything. */
  before: readonly PermissionName[]
  /** What the member shall hold, if that is to change. */
  after?: readonly PermissionName[] | undefined
  /** Whether a person is let in by it: another e-mail, or an invitation. */
  isTakeover: boolean
}

/** What a member is found by, in normal form. */
export interface IdentifierKeys {
  emailKey: string | null
  usernameKey: string
}

/** By which of its identifiers a member is found differently now. */
export function changedIdentifiers(before: IdentifierKeys, after: IdentifierKeys): ('email' | 'username')[] {
  const changed: ('email' | 'username')[] = []
  if (before.emailKey !== after.emailKey) changed.push('email')
  if (before.usernameKey !== after.usernameKey) changed.push('username')
  return changed
}

export type MemberChangeRefusal = {
  code: 'owner_protected' | 'owner_must_stay' | 'permission_not_held'
  detail: string
}

export function checkMemberChange(
  change: MemberChange,
  holds: (permission: PermissionName) => boolean,
): MemberChangeRefusal | undefined {
  const { before, after = before } = change
  const granted = after.filter((name) => !before.includes(name))
  const taken = before.filter((name) => !after.includes(name))
  if (change.isOwner && granted.length + taken.length > 0) {
    return { code: 'owner_protected', detail: 'The owner always holds every permission.' }
  }
  const lacking = [...granted, ...taken, ...(change.isTakeover ? before : [])].find((name) => !holds(name))
  if (lacking === undefined) return undefined
  const detail = change.isTakeover
    ? `This member holds "${lacking}", which you do not, so you cannot decide who takes it over.`
    : `You do not hold "${lacking}".`
  return { code: 'permission_not_held', detail }
}

/** A removal takes all that the member holds; whoever leaves gives it up, and `holds` is true of everything. */
export function checkLeaving(
  { isOwner, before }: Pick<MemberChange, 'isOwner' | 'before'>,
  holds: (permission: PermissionName) => boolean,
): MemberChangeRefusal | undefined {
  if (isOwner) return { code: 'owner_must_stay', detail: 'A community always has its owner.' }
  return checkMemberChange({ isOwner, before, after: [], isTakeover: false }, holds)
}
