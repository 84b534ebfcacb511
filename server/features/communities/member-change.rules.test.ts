/** Who may change whom: nobody grants, takes or takes over what they do not hold. */
import { describe, expect, it } from 'vitest'
import type { PermissionName } from '../../../contracts/permissions.ts'
import {
  changedIdentifiers,
  checkLeaving,
  checkMemberChange,
  type MemberChange,
} from './member-change.rules.ts'

const check = (change: Partial<MemberChange>, ...held: PermissionName[]) =>
  checkMemberChange({ isOwner: false, before: [], isTakeover: false, ...change }, (name) =>
    held.includes(name),
  )?.code

describe('changing a member', () => {
  it('lets an actor grant what they hold', () => {
    expect(check({ after: ['view_members'] }, 'view_members')).toBeUndefined()
  })
  it('refuses permission_not_held for granting what the actor does not hold', () => {
    expect(check({ after: ['view_audit'] }, 'manage_members')).toBe('permission_not_held')
  })
  it('refuses permission_not_held for taking away what the actor does not hold', () => {
    expect(check({ before: ['view_audit'], after: [] }, 'manage_members')).toBe('permission_not_held')
  })
  it('leaves what the actor does not hold alone while other permissions change', () => {
    const change = { before: ['view_audit'], after: ['view_audit', 'view_members'] } as const
    expect(check(change, 'view_members')).toBeUndefined()
  })
  it('refuses owner_protected for any change of what the owner holds, whoever asks', () => {
    const owner = { isOwner: true, before: ['administrator'] } as const
    expect(check({ ...owner, after: [] }, 'administrator')).toBe('owner_protected')
    expect(check({ ...owner, after: ['administrator'] })).toBeUndefined()
  })
  it('refuses permission_not_held for letting somebody take over a member who holds more', () => {
    expect(check({ before: ['view_audit'], isTakeover: true }, 'manage_members')).toBe('permission_not_held')
    expect(check({ before: ['view_audit'], isTakeover: true }, 'view_audit')).toBeUndefined()
  })
  it('lets a member who holds nothing more be renamed and invited', () => {
    expect(check({ isTakeover: true })).toBeUndefined()
    expect(check({ before: ['view_audit'] })).toBeUndefined()
  })
})

describe('ending a membership', () => {
  const end = (isOwner: boolean, before: PermissionName[], ...held: PermissionName[]) =>
    checkLeaving({ isOwner, before }, (name) => held.includes(name))?.code

  it('refuses owner_must_stay for the owner, whoever asks', () => {
    expect(end(true, ['administrator'], 'administrator')).toBe('owner_must_stay')
    expect(end(true, ['administrator'])).toBe('owner_must_stay')
  })
  it('refuses permission_not_held for removing a member who holds more', () => {
    expect(end(false, ['view_audit', 'view_members'], 'view_members')).toBe('permission_not_held')
    expect(end(false, ['view_members'], 'view_members')).toBeUndefined()
    expect(end(false, [])).toBeUndefined()
  })
})

describe('what a member is found by', () => {
  it('has changed when a normal form did, also from and to no e-mail', () => {
    const before = { emailKey: 'ada@example.com', usernameKey: 'ada' }
    expect(changedIdentifiers(before, { ...before })).toEqual([])
    expect(changedIdentifiers(before, { ...before, emailKey: null })).toEqual(['email'])
    expect(changedIdentifiers({ ...before, emailKey: null }, { ...before, usernameKey: 'countess' })).toEqual(
      ['email', 'username'],
    )
  })
})
