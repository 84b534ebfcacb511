/** How the game of an app is told who somebody is. */
import type { AppStanding } from '../../features/actor.ts'
import { aliasOf } from '../../features/outgoing/index.ts'
import type { GameActor } from './identify-caller.ts'

export const toldEmail = (
  { tellsAliases }: Pick<AppStanding, 'tellsAliases'>,
  { app }: Pick<GameActor, 'app'>,
  member: { id: string; email: string },
): string => (tellsAliases ? aliasOf(app.appId, member.id) : member.email)
