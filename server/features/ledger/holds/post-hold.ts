/** Moves what is held, or a part of it, for good: to a member, into the treasury or out of circulation. */
import type { Hold, HoldReceiver } from '../../../../contracts/holds.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { member, sink, treasury } from '../accounts.rules.ts'
import { findMemberLabel } from '../ledger.store.ts'
import type { AccountRef } from '../posting.ts'
import { postFromHold } from './holds.rules.ts'
import { type HoldAddress, stepHold } from './step-hold.ts'

export interface HoldPosting {
  /** Without it, all that remains. */
  amount?: number
  to: HoldReceiver
}

export async function postHold(
  ctx: Context,
  actor: Actor,
  address: HoldAddress,
  { amount, to }: HoldPosting,
): Promise<Hold> {
  const receiver = await receiverOf(ctx, address.communityId, to)
  return stepHold(ctx, actor, address, 'hold.posted', (hold) => {
    const step = postFromHold(hold, amount ?? hold.remaining, receiver)
    return step ?? refuse('insufficient_balance', `${hold.remaining} ${hold.asset} remain of this hold.`)
  })
}

async function receiverOf(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  to: HoldReceiver,
): Promise<AccountRef> {
  if (to.kind === 'sink') return sink
  if (to.kind === 'treasury') return treasury(communityId)
  const label = await findMemberLabel(ctx.db, communityId, to.memberId)
  return label === undefined ? refuse('not_found', 'There is no such member.') : member(to.memberId)
}
