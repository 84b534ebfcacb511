/** Whether an invitation lets an account in. */
import { describe, expect, it } from 'vitest'
import { isInvitationOpen, isInvitedAccount } from './invitation.rules.ts'

const now = new Date('2026-11-23T12:00:00Z')
const invitation = { emailKey: 'ada@example.com', expiresAt: new Date('2026-11-24T12:00:00Z') }
const member = { emailKey: 'ada@example.com', accountId: null }

describe('an invitation', () => {
  it('is open until it expires', () => {
    expect(isInvitationOpen(invitation, member, now)).toBe(true)
    expect(isInvitationOpen(invitation, member, invitation.expiresAt)).toBe(false)
  })
  it('ends when somebody took the member over', () => {
    expect(isInvitationOpen(invitation, { ...member, accountId: 'someone' }, now)).toBe(false)
  })
  it('ends when the e-mail of the member changes', () => {
    expect(isInvitationOpen(invitation, { ...member, emailKey: 'new@example.com' }, now)).toBe(false)
    expect(isInvitationOpen(invitation, { ...member, emailKey: null }, now)).toBe(false)
    expect(isInvitationOpen({ ...invitation, emailKey: null }, member, now)).toBe(false)
  })
  it('for an e-mail is for whoever proved it', () => {
    expect(isInvitedAccount(invitation, { emailKey: 'ada@example.com', isVerified: true })).toBe(true)
    expect(isInvitedAccount(invitation, { emailKey: 'ada@example.com', isVerified: false })).toBe(false)
    expect(isInvitedAccount(invitation, { emailKey: 'eve@example.com', isVerified: true })).toBe(false)
  })
  it('without an e-mail is for whoever holds the link', () => {
    const open = { ...invitation, emailKey: null }
    expect(isInvitedAccount(open, { emailKey: 'eve@example.com', isVerified: false })).toBe(true)
  })
})
