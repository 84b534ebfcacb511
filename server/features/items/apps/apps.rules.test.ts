/** The approval of an app, trigger by trigger, and who sees which apps. */
import { describe, expect, it } from 'vitest'
import { appStates } from '../../../../contracts/apps.ts'
import { type AppTrigger, maySeeApp, stepApp } from './apps.rules.ts'

const others = { isOwnApp: false }

describe('the approval of an app', () => {
  /** For each trigger what becomes of draft, pending, approved, rejected and suspended; `-` where it does not work. */
  const table: Record<AppTrigger, string> = {
    submit: 'pending - - pending -',
    withdraw: '- draft - - -',
    approve: '- approved - - -',
    reject: '- rejected - - -',
    suspend: '- - suspended - -',
    resume: '- - - - approved',
  }

  it.each(Object.entries(table))('%s', (trigger, row) => {
    const results = appStates.map((state) => stepApp(state, trigger as AppTrigger, others) ?? '-')
    expect(results.join(' ')).toBe(row)
  })

  it('needs no request where whoever made the app approves it', () => {
    const results = appStates.map((state) => stepApp(state, 'approve', { isOwnApp: true }) ?? '-')
    expect(results.join(' ')).toBe('approved approved - approved -')
  })
})

describe('an app', () => {
  const app = { id: 'app', state: 'approved', is_visible: false } as const
  const member = { isStaff: false, appId: null }

  it('is found in lists by members once it is approved and visible, and by its address once it is approved', () => {
    expect(maySeeApp(member, app, 'list')).toBe(false)
    expect(maySeeApp(member, app, 'address')).toBe(true)
    expect(maySeeApp(member, { ...app, is_visible: true }, 'list')).toBe(true)
    expect(maySeeApp(member, { ...app, state: 'suspended' }, 'address')).toBe(false)
  })

  it('is seen by staff and by its own keys in any state, and by keys of other apps in none', () => {
    const draft = { ...app, state: 'draft' } as const
    expect(maySeeApp({ isStaff: true, appId: null }, draft, 'list')).toBe(true)
    expect(maySeeApp({ isStaff: false, appId: 'app' }, draft, 'list')).toBe(true)
    expect(maySeeApp({ isStaff: false, appId: 'other' }, { ...app, is_visible: true }, 'list')).toBe(false)
  })
})
