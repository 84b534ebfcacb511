/** An installation after its first run, on a throw-away database: for testing the actions of features. */
import { sql } from 'kysely'
import type { PermissionName } from '../../contracts/permissions.ts'
import type { RefusalCode } from '../../contracts/refusals.ts'
import type { RuntimeConfig } from '../../server/config.ts'
import { type AccessOffer, access, permissionBits } from '../../server/features/access/index.ts'
import type { Actor } from '../../server/features/actor.ts'
import { type CommunitiesOffer, communities } from '../../server/features/communities/index.ts'
import type { Feature, Started } from '../../server/features/feature.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { createFeatureContext, type FeatureContext, stranger } from './feature-context.ts'

export interface EmptyWorld {
  ctx: FeatureContext
  access: AccessOffer
  communities: CommunitiesOffer
  close: () => Promise<void>
}

/** `access` and `communities` run; nobody owns the installation yet. */
export async function createEmptyWorld(changes: Partial<RuntimeConfig> = {}): Promise<EmptyWorld> {
  const ctx = await createFeatureContext(changes)
  const offers = new Map<unknown, unknown>()
  const stops: (() => Promise<void>)[] = []
  const started: Started = { of: <Offer>(feature: Feature<Offer>) => offers.get(feature) as Offer }
  for (const feature of [access, communities] as Feature<unknown>[]) {
    const running = await feature.start(ctx, started)
    offers.set(feature, running.offer)
    if (running.stop) stops.push(running.stop)
  }
  return {
    ctx,
    access: started.of(access),
    communities: started.of(communities),
    async close() {
      for (const stop of stops) await stop()
      await ctx.close()
    },
  }
}

export interface FoundedWorld extends EmptyWorld {
  communityId: string
  ownerMemberId: string
  ownerAccountId: string
}

export const ownerEmail = 'owner@example.com'

export async function createFoundedWorld(): Promise<FoundedWorld> {
  const world = await createEmptyWorld()
  const founded = await world.communities.bootstrap(world.ctx, {
    ownerEmail,
    ownerPassword: 'correct horse battery',
    communityName: 'Guild of Tests',
  })
  const ownerAccountId = (await world.access.findInstallationOwner(world.ctx.db)) ?? ''
  return { ...world, ...founded, ownerAccountId }
}

/** A new account of a person, signed in but inside no community. */
export async function person(world: EmptyWorld, email: string, isVerified: boolean): Promise<Actor> {
  const displayName = email.split('@')[0] ?? email
  const account = { email, password: 'correct horse battery', displayName, isVerified }
  return signedIn(world, await world.access.createAccount(world.ctx, account), displayName)
}

export function signedIn(world: EmptyWorld, accountId: string, label: string): Actor {
  return stranger(world.ctx, { kind: 'account', id: accountId, accountId, label })
}

/** A key of the community that holds these permissions. */
export function keyActor(world: FoundedWorld, ...permissions: PermissionName[]): Actor {
  return stranger(world.ctx, {
    kind: 'api_key',
    id: world.ctx.ids.next(),
    label: 'Test key',
    communityId: world.communityId,
    permissions: permissionBits(permissions),
  })
}

/** The actor as seen inside the community, as the server sees it at each request. */
export function inside(world: FoundedWorld, actor: Actor): Promise<Actor> {
  return world.access.admit(actor, { kind: 'account' }, { communityId: world.communityId })
}

/** The code of the refusal that the work ends in. */
export async function refusalOf(work: Promise<unknown>): Promise<RefusalCode | 'done'> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** Moves the clock of decisions; the process clock stays. */
export async function moveDecisionClock(world: EmptyWorld, interval: string): Promise<void> {
  await sql`
    create or replace function guildhall_now() returns timestamptz language sql stable
    as ${sql.lit(`select transaction_timestamp() + interval '${interval}'`)}`.execute(world.ctx.db)
}

export interface RecordedFact {
  type: string
  subject_id: string | null
  payload: Record<string, unknown>
  actor_kind: string
  cause_kind: string
  cause_id: string
}

export async function listFacts(world: EmptyWorld, communityId: string): Promise<RecordedFact[]> {
  const found = await sql<RecordedFact>`
    select type, subject_id, payload, actor_kind, cause_kind, cause_id
    from events where community_id = ${communityId} order by sequence`.execute(world.ctx.db)
  return found.rows
}
