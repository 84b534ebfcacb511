/** Gives back what remains of a hold, and ends it. */
import type { Hold } from '../../../../contracts/holds.ts'
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { releaseHold } from './holds.rules.ts'
import { type HoldAddress, stepHold } from './step-hold.ts'

export function voidHold(ctx: Context, actor: Actor, address: HoldAddress): Promise<Hold> {
  return stepHold(ctx, actor, address, 'hold.voided', (hold) => releaseHold(hold, 'voided'))
}
