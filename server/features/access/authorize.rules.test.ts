/** The decision on access, against a slow oracle written row by row from the table in DESIGN. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Access } from '../../../contracts/endpoint.ts'
import { permissionLabels, permissionNames } from '../../../contracts/permissions.ts'
import { authorize } from './authorize.rules.ts'
import { permissionBits } from './permissions.rules.ts'

const [here, elsewhere] = ['community-here', 'community-elsewhere']
const owner = 'account-owner'

interface Case {
  kind: 'nobody' | 'account' | 'api_key' | 'webhook' | 'system'
  accountId: string
  communityId: string | null
  names: (typeof permissionNames)[number][]
  access: Access
  addressed: string | undefined
}

const someAccess: fc.Arbitrary<Access> = fc.oneof(
  fc.constantFrom<Access>(
    { kind: 'public' },
    { kind: 'secret_url' },
    { kind: 'account' },
    { kind: 'installation_owner' },
    { kind: 'member' },
  ),
  fc.constantFrom(...permissionNames).map((permission): Access => ({ kind: 'permission', permission })),
)

const someCase: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom('nobody', 'account', 'api_key', 'webhook', 'system'),
  accountId: fc.constantFrom(owner, 'account-other'),
  communityId: fc.constantFrom(here, elsewhere, null),
  names: fc.subarray([...permissionNames]),
  access: someAccess,
  addressed: fc.constantFrom(here, undefined),
})

function decide({ kind, accountId, communityId, names, access, addressed }: Case): string {
  const verdict = authorize(
    {
      kind,
      accountId: kind === 'account' ? accountId : null,
      communityId,
      memberId: null,
      permissions: permissionBits(names),
    },
    access,
    addressed,
    owner,
  )
  return verdict.isAllowed ? 'allowed' : verdict.refusal
}

/** Every reason to say no, then the first of them in the order of the refusals. */
function oracle({ kind, accountId, communityId, names, access, addressed }: Case): string {
  const reasons: string[] = []
  if (access.kind === 'public' || access.kind === 'secret_url') return 'allowed'
  const isPerson = kind === 'account'
  const isKey = kind === 'api_key'
  const needsCommunity = access.kind === 'member' || access.kind === 'permission'
  if (!isPerson && !isKey) reasons.push('unauthenticated')
  if (addressed === here && communityId !== here) reasons.push('not_found')
  if (needsCommunity && addressed === undefined) reasons.push('not_found')
  if (access.kind === 'account' && !isPerson) reasons.push('forbidden')
  if (access.kind === 'installation_owner' && !(isPerson && accountId === owner)) reasons.push('forbidden')
  if (access.kind === 'permission') {
    const isHeld = names.some((name) => name === 'administrator' || name === access.permission)
    if (!isHeld) reasons.push('forbidden')
  }
  return ['unauthenticated', 'not_found', 'forbidden'].find((reason) => reasons.includes(reason)) ?? 'allowed'
}

describe('authorize', () => {
  it('decides like the table, for every kind of caller, access and community', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(someCase, (given) => {
        const decision = decide(given)
        seen.add(`${given.access.kind} ${decision}`)
        expect(decision).toBe(oracle(given))
      }),
      { numRuns: 5_000 },
    )
    // Each access that can be refused was refused, and each was allowed, or the property proved little.
    for (const kind of ['account', 'installation_owner', 'permission']) {
      for (const decision of ['allowed', 'forbidden', 'unauthenticated', 'not_found']) {
        expect(seen).toContain(`${kind} ${decision}`)
      }
    }
  })

  it('names the missing permission as the console does', () => {
    const actor = {
      kind: 'api_key',
      accountId: null,
      communityId: here,
      memberId: null,
      permissions: 0n,
    } as const
    const verdict = authorize(actor, { kind: 'permission', permission: 'manage_webhooks' }, here)
    expect(verdict).toMatchObject({ isAllowed: false, refusal: 'forbidden' })
    expect(verdict).toHaveProperty('detail', expect.stringContaining(permissionLabels.manage_webhooks))
  })

  it('takes nobody for the owner of an installation that has none', () => {
    const actor = {
      kind: 'account',
      accountId: null,
      communityId: null,
      memberId: null,
      permissions: 1n,
    } as const
    expect(authorize(actor, { kind: 'installation_owner' }, undefined).isAllowed).toBe(false)
  })
})
