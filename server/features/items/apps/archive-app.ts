/** Archives an app: nobody finds it any more and its keys open nothing; histories go on naming it. */
import type { Actor } from '../../actor.ts'
import type { AppAddress } from './app.ts'
import { type ChangeContext, changeApp } from './change-app.ts'

export async function archiveApp(ctx: ChangeContext, actor: Actor, address: AppAddress): Promise<void> {
  await changeApp(ctx, actor, address, async () => ({
    change: { isArchived: true },
    type: 'app.archived',
    reason: null,
    changes: {},
  }))
}
