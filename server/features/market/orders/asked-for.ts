/** Whose orders and fills a caller is shown: their own, those of their app, or with permission all. */
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { holds, requirePermissionOrSelf } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'

export interface Asked {
  memberId?: string | undefined
  appId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface Narrowed {
  memberId: string | undefined
  appId: string | undefined
  from: Date | undefined
  to: Date | undefined
}

export function narrowed(actor: Actor, asked: Asked): Narrowed {
  const times = { from: readTime(asked.from, '/from'), to: readTime(asked.to, '/to') }
  if (actor.app !== null) {
    if (asked.appId !== undefined && asked.appId !== actor.app.appId)
      refuse('not_found', 'There is no such app.')
    return { memberId: asked.memberId, appId: actor.app.appId, ...times }
  }
  if (asked.memberId !== undefined) requirePermissionOrSelf(actor, 'manage_market', asked.memberId)
  const seesAll = holds(actor, 'manage_market')
  const own = actor.memberId ?? (seesAll ? undefined : refuse('forbidden', 'A key has no orders of its own.'))
  return { memberId: asked.memberId ?? (seesAll ? undefined : own), appId: asked.appId, ...times }
}

function readTime(text: string | undefined, pointer: string): Date | undefined {
  if (text === undefined) return undefined
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at
  throw new Refusal('validation_failed', { errors: [{ pointer, reason: 'is not a time' }] })
}
