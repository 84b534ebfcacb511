/** The approval of an app as a machine of states, and who sees which apps. */
import type { AppState } from '../../../../contracts/apps.ts'

/**
 * | trigger | from | to |
 * |---|---|---|
 * | submit | draft, rejected | pending |
 * | withdraw | pending | draft |
 * | approve | pending; by whoever made it also draft, rejected | approved |
 * | reject | pending | rejected |
 * | suspend | approved | suspended |
 * | resume | suspended | approved |
 */
const steps = {
  submit: { from: ['draft', 'rejected'], to: 'pending' },
  withdraw: { from: ['pending'], to: 'draft' },
  approve: { from: ['pending'], to: 'approved' },
  reject: { from: ['pending'], to: 'rejected' },
  suspend: { from: ['approved'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'approved' },
} as const satisfies Record<string, { from: readonly AppState[]; to: AppState }>

export type AppTrigger = keyof typeof steps

/** From which states the trigger works. */
export function statesBefore(trigger: AppTrigger, { isOwnApp }: { isOwnApp: boolean }): readonly AppState[] {
  return trigger === 'approve' && isOwnApp ? ['pending', 'draft', 'rejected'] : steps[trigger].from
}

/** The state that the trigger leads to, or undefined where it does not work. */
export function stepApp(
  state: AppState,
  trigger: AppTrigger,
  whose: { isOwnApp: boolean },
): AppState | undefined {
  return statesBefore(trigger, whose).includes(state) ? steps[trigger].to : undefined
}

export interface Viewer {
  /** Manages or approves apps. */
  isStaff: boolean
  /** The app whose key asks. */
  appId: string | null
}

/** Members see what is approved; in lists only what is also visible. */
export function maySeeApp(
  { isStaff, appId }: Viewer,
  app: { id: string; state: AppState; is_visible: boolean },
  where: 'list' | 'address',
): boolean {
  if (isStaff) return true
  if (appId !== null) return appId === app.id
  return app.state === 'approved' && (where === 'address' || app.is_visible)
}
