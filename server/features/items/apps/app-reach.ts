/** What a key of an app reaches, for actions whose path does not name the app: refuses, or returns quietly. */
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'

/** Every other actor that comes this far reaches all apps of the community. */
export function requireOwnApp(actor: Pick<Actor, 'app'>, appId: string, detail: string): void {
  if (actor.app !== null && actor.app.appId !== appId) refuse('not_found', detail)
}
