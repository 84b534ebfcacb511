/** Moves an app through its approval: submitted, withdrawn, approved, rejected, suspended, resumed. */
import type { App } from '../../../../contracts/apps.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from './app.ts'
import { type AppTrigger, statesBefore, stepApp } from './apps.rules.ts'
import { type ChangeContext, changeApp, type PlannedChange } from './change-app.ts'

const types = {
  submit: 'app.submitted',
  withdraw: 'app.withdrawn',
  approve: 'app.approved',
  reject: 'app.rejected',
  suspend: 'app.suspended',
  resume: 'app.resumed',
} as const satisfies Record<AppTrigger, PlannedChange['type']>

/** `reason`: of a rejection or a suspension, and of nothing else. */
export async function moveApp(
  ctx: ChangeContext,
  actor: Actor,
  address: AppAddress,
  trigger: AppTrigger,
  reason: string | null = null,
): Promise<App> {
  return changeApp(ctx, actor, address, async (_tx, app) => {
    const whose = { isOwnApp: actor.id !== null && actor.id === app.created_by }
    const state = stepApp(app.state, trigger, whose)
    if (state === undefined) {
      const before = statesBefore(trigger, whose).join(' or ')
      const detail = `The app is ${app.state}; it would have to be ${before}.`
      return refuse('wrong_state', detail, { state: app.state })
    }
    return {
      change: { state: { state, reason } },
      type: types[trigger],
      reason,
      changes: { state: { before: app.state, after: state } },
    }
  })
}
