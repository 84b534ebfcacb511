/** The test player of an app: reading and making it, and acting as it. */
import type { TestPlayer } from '../../../../contracts/test-players.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { ensureTestPlayer, findTestPlayer, type TestPlayerRow } from '../../communities/index.ts'
import type { AppAddress, AppRow } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'

export async function getTestPlayer(
  ctx: Pick<Context, 'db'>,
  address: AppAddress,
): Promise<TestPlayer | null> {
  await requireApp(ctx, address)
  const row = await findTestPlayer(ctx.db, address)
  return row ? viewTestPlayer(row) : null
}

export async function createTestPlayer(
  ctx: Pick<Context, 'db' | 'ids' | 'inTransaction'>,
  actor: Actor,
  address: AppAddress,
): Promise<TestPlayer> {
  const app = await requireApp(ctx, address)
  return ctx.inTransaction(async (tx) => {
    const { player, isNew } = await ensureTestPlayer(tx, ctx, { ...address, clientId: app.client_id })
    if (!isNew) return viewTestPlayer(player)
    await recordAudit(tx, ctx.ids, actor, {
      communityId: address.communityId,
      action: 'app.test_player_created',
      subject: { kind: 'app', id: app.id, label: app.title },
      changes: { email: player.email },
    })
    return viewTestPlayer(player)
  })
}

/** Whoever tries something is recorded as who did it; whose units they are is the test player. */
export async function asTestPlayer(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  address: AppAddress,
): Promise<Actor & { memberId: string }> {
  await requireApp(ctx, address)
  const player = await findTestPlayer(ctx.db, address)
  if (!player) return refuse('not_found', 'The app has no test player yet.')
  return { ...actor, memberId: player.id }
}

async function requireApp(ctx: Pick<Context, 'db'>, address: AppAddress): Promise<AppRow> {
  return (await findApp(ctx.db, address)) ?? refuse('not_found', 'There is no such app.')
}

const viewTestPlayer = ({ id, email, created_at }: TestPlayerRow): TestPlayer => ({
  id,
  email,
  createdAt: created_at.toISOString(),
})
