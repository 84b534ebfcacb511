/** A posting as the native API asks for it: staff may do all of it, a key of the app what it holds. */
import type { AppPermissionName } from '../../../../contracts/permissions.ts'
import type { Operation, UnitPosting } from '../../../../contracts/postings.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'
import type { OrderClosers } from './order-closers.ts'
import { type PostingContext, postUnits } from './post-units.ts'
import { resolveOperations } from './resolve-operations.ts'

export interface PostingRequest {
  operations: readonly Operation[]
  reason: string
  reference?: string | null | undefined
  tags?: readonly string[] | undefined
  dryRun?: boolean | undefined
}

export async function postOperations(
  ctx: PostingContext & Pick<Context, 'db'>,
  closers: OrderClosers,
  actor: Actor,
  address: AppAddress,
  { operations, reason, reference = null, tags = [], dryRun: isDryRun = false }: PostingRequest,
): Promise<UnitPosting> {
  if (!(await findApp(ctx.db, address))) return refuse('not_found', 'There is no such app.')
  const isTaking = operations.some(({ op }) => op === 'take')
  if (operations.some(({ op }) => op !== 'take')) requireAppPermission(actor, 'items.issue')
  if (isTaking) requireAppPermission(actor, 'items.take')
  const resolved = await resolveOperations(ctx.db, address, operations)
  return postUnits(ctx, closers, actor, {
    ...{ ...address, operations: resolved, reason: reason.trim(), reference, tags, isDryRun },
  })
}

/** Of a key of an app; everybody else was judged by the contract. */
function requireAppPermission(actor: Pick<Actor, 'app'>, name: AppPermissionName): void {
  if (actor.app !== null && !actor.app.permissions.includes(name)) {
    refuse('forbidden', `This needs a key of the app with the permission "${name}".`)
  }
}
