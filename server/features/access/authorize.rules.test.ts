/** The decision on access, against a slow oracle written row by row from the table in DESIGN. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Access } from '../../../contracts/endpoint.ts'
import { permissionLabels, permissionNames } from '../../../contracts/permissions.ts'
import { authorize } from './authorize.rules.ts'
import { permissionBits } from './permissions.rules.ts'

const standing = { clientId: '704215', state: 'approved', faceVersion: 1, tellsAliases: false } as const

const [here, elsewhere] = ['community-here', 'community-elsewhere']
const owner = 'account-owner'
const ownEndpoint = 'endpoint-own'
const ownApp = 'app-own'

interface Case {
  kind: 'nobody' | 'account' | 'api_key' | 'portal_link' | 'app' | 'webhook' | 'system'
  accountId: string
  communityId: string | null
  names: (typeof permissionNames)[number][]
  access: Access
  addressed: string | undefined
  addressedEndpoint: string | undefined
  addressedApp: string | undefined
  canRotate: boolean
  mayIssue: boolean
}

const someAccess: fc.Arbitrary<Access> = fc.oneof(
  fc.constantFrom<Access>(
    { kind: 'public' },
    { kind: 'secret_url' },
    { kind: 'account' },
    { kind: 'installation_owner' },
    { kind: 'member' },
    { kind: 'portal_link' },
    { kind: 'endpoint', permission: 'manage_webhooks', needsRotation: false },
    { kind: 'endpoint', permission: 'manage_webhooks', needsRotation: true },
    { kind: 'app', permission: null, appPermission: null },
    { kind: 'app', permission: 'manage_apps', appPermission: 'items.issue' },
  ),
  fc.constantFrom(...permissionNames).map((permission): Access => ({ kind: 'permission', permission })),
)

const someCase: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom('nobody', 'account', 'api_key', 'portal_link', 'app', 'webhook', 'system'),
  accountId: fc.constantFrom(owner, 'account-other'),
  communityId: fc.constantFrom(here, elsewhere, null),
  names: fc.subarray([...permissionNames]),
  access: someAccess,
  addressed: fc.constantFrom(here, undefined),
  addressedEndpoint: fc.constantFrom(ownEndpoint, 'endpoint-other', undefined),
  addressedApp: fc.constantFrom(ownApp, 'app-other', undefined),
  canRotate: fc.boolean(),
  mayIssue: fc.boolean(),
})

function decide(given: Case): string {
  const { kind, accountId, communityId, names, access, addressed, canRotate, mayIssue } = given
  const verdict = authorize(
    {
      kind,
      accountId: kind === 'account' ? accountId : null,
      communityId,
      memberId: null,
      permissions: permissionBits(names),
      portal: kind === 'portal_link' ? { endpointId: ownEndpoint, canRotate } : null,
      app:
        kind === 'app'
          ? {
              appId: ownApp,
              keyId: 'key',
              permissions: mayIssue ? ['items.issue'] : ['items.take'],
              standing,
            }
          : null,
    },
    access,
    { communityId: addressed, endpointId: given.addressedEndpoint, appId: given.addressedApp },
    owner,
  )
  return verdict.isAllowed ? 'allowed' : verdict.refusal
}

/** Every reason to say no, then the first of them in the order of the refusals. */
function oracle(given: Case): string {
  const { kind, accountId, communityId, names, access, addressed } = given
  const reasons: string[] = []
  if (access.kind === 'public' || access.kind === 'secret_url') return 'allowed'
  if (kind === 'portal_link') return oracleOfLink(given)
  if (kind === 'app') return oracleOfApp(given)
  const isPerson = kind === 'account'
  const isKey = kind === 'api_key'
  const needsCommunity = ['member', 'permission', 'endpoint', 'app'].includes(access.kind)
  if (!isPerson && !isKey) reasons.push('unauthenticated')
  if (addressed === here && communityId !== here) reasons.push('not_found')
  if (needsCommunity && addressed === undefined) reasons.push('not_found')
  if (access.kind === 'account' && !isPerson) reasons.push('forbidden')
  if (access.kind === 'installation_owner' && !(isPerson && accountId === owner)) reasons.push('forbidden')
  if (access.kind === 'portal_link') reasons.push('forbidden')
  const asked = 'permission' in access ? access.permission : null
  if (asked !== null) {
    const isHeld = names.some((name) => name === 'administrator' || name === asked)
    if (!isHeld) reasons.push('forbidden')
  }
  return ['unauthenticated', 'not_found', 'forbidden'].find((reason) => reasons.includes(reason)) ?? 'allowed'
}

/** A link sees itself and its endpoint; all else does not exist. */
function oracleOfLink({ communityId, access, addressed, addressedEndpoint, canRotate }: Case): string {
  if (access.kind === 'portal_link') return 'allowed'
  if (access.kind !== 'endpoint' || addressed !== here || communityId !== here) return 'not_found'
  if (addressedEndpoint === 'endpoint-other') return 'not_found'
  return access.needsRotation && !canRotate ? 'forbidden' : 'allowed'
}

/** A key of an app sees its app; all else does not exist. */
function oracleOfApp({ communityId, access, addressed, addressedApp, mayIssue }: Case): string {
  if (access.kind !== 'app' || addressed !== here || communityId !== here) return 'not_found'
  if (addressedApp === 'app-other') return 'not_found'
  return access.appPermission !== null && !mayIssue ? 'forbidden' : 'allowed'
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
    for (const kind of ['account', 'installation_owner', 'permission', 'endpoint', 'app']) {
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
      portal: null,
      app: null,
    } as const
    const asked = { kind: 'permission', permission: 'manage_webhooks' } as const
    const verdict = authorize(actor, asked, { communityId: here })
    expect(verdict).toMatchObject({ isAllowed: false, refusal: 'forbidden' })
    expect(verdict).toHaveProperty('detail', expect.stringContaining(permissionLabels.manage_webhooks))
  })

  it('shows a portal link its own endpoint only, whatever permissions it might bear', () => {
    const actor = {
      kind: 'portal_link',
      accountId: null,
      communityId: here,
      memberId: null,
      permissions: permissionBits(['administrator']),
      portal: { endpointId: ownEndpoint, canRotate: true },
      app: null,
    } as const
    const asked = { kind: 'endpoint', permission: 'manage_webhooks', needsRotation: false } as const
    expect(authorize(actor, asked, { communityId: here, endpointId: ownEndpoint }).isAllowed).toBe(true)
    const other = authorize(actor, asked, { communityId: here, endpointId: 'endpoint-other' })
    expect(other).toMatchObject({ isAllowed: false, refusal: 'not_found' })
    const staffOnly = { kind: 'permission', permission: 'manage_webhooks' } as const
    expect(authorize(actor, staffOnly, { communityId: here })).toMatchObject({ refusal: 'not_found' })
  })

  it('takes nobody for the owner of an installation that has none', () => {
    const actor = {
      kind: 'account',
      accountId: null,
      communityId: null,
      memberId: null,
      permissions: 1n,
      portal: null,
      app: null,
    } as const
    expect(authorize(actor, { kind: 'installation_owner' }, {}).isAllowed).toBe(false)
  })
})
