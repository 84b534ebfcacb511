/** One step of a trial: the test player of an app is given units, or does what a member does with them. */
import type { TestStep, TestStepName } from '../../../../contracts/test-players.ts'
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import type { TestFlows } from '../../items/index.ts'
import { createListing } from '../listings/create-listing.ts'
import { requestMint } from '../mint/request-mint.ts'

export interface AskedStep {
  step: TestStepName
  itemId: string
  tier?: string | undefined
  quantity?: number | undefined
  unitPrice?: number | undefined
}

export async function takeTestStep(
  ctx: Context,
  flows: TestFlows,
  actor: Actor,
  app: { communityId: string; appId: string },
  { step, itemId, tier, quantity = 1, unitPrice = 1 }: AskedStep,
): Promise<TestStep> {
  const player = await flows.actorOf(ctx, actor, app, itemId)
  const item = { itemId, tier, quantity }
  const order = { communityId: app.communityId, ...item, unitPrice }
  switch (step) {
    case 'grant':
      return made(step, await flows.grant(ctx, player, app, item))
    case 'merge':
      return made(step, await flows.merge(ctx, player, app, item))
    case 'activation':
      return made(step, await flows.activate(ctx, player, app, item))
    case 'sell_order':
      return made(step, await createListing(ctx, player, order))
    case 'mint_order':
      return made(step, await requestMint(ctx, player, order))
  }
}

const made = (step: TestStepName, { id }: { id: string }): TestStep => ({ step, id })
