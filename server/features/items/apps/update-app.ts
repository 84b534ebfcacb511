/** Changes what an app says of itself, unless somebody else changed it since it was read. */
import type { App } from '../../../../contracts/apps.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { changesBetween } from '../../audit/index.ts'
import { type AppAddress, type AppRow, titleKey } from './app.ts'
import type { AppChange } from './apps.store.ts'
import { type ChangeContext, changeApp } from './change-app.ts'
import { checkAddresses } from './check-app.ts'
import { followAppPicture, showOwnPicture } from './follow-app-picture.ts'

export interface AppUpdate {
  title?: string | undefined
  imageUrl?: string | null | undefined
  appUrl?: string | undefined
  description?: string | undefined
  isVisible?: boolean | undefined
}

export async function updateAppInfo(
  ctx: ChangeContext,
  actor: Actor,
  address: AppAddress,
  update: AppUpdate,
  ifMatch: number | undefined,
): Promise<App> {
  await checkAddresses(ctx.db, address.communityId, update)
  return changeApp(ctx, actor, address, async (tx, app) => {
    if (ifMatch !== undefined && ifMatch !== app.revision) {
      refuse('revision_mismatch', `The app is at revision ${app.revision} now. Read it again.`)
    }
    const wanted = { ...update, ...(update.title === undefined ? {} : { title: update.title.trim() }) }
    const after = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
    const changes = changesBetween(toldBy(app), after as Partial<ReturnType<typeof toldBy>>)
    if (Object.keys(changes).length === 0) return null
    const { title, ...plain } = after as Exclude<AppUpdate, undefined>
    const change = {
      ...plain,
      ...(title === undefined ? {} : { title: { title, titleKey: titleKey(title) } }),
    } as AppChange
    if (changes.imageUrl) {
      await showOwnPicture(tx, address, app, update.imageUrl ?? null)
      await followAppPicture(tx, address, update.imageUrl ?? null)
    }
    return { change, type: 'app.updated', reason: null, changes }
  })
}

const toldBy = (app: AppRow) => ({
  title: app.title,
  imageUrl: app.image_url,
  appUrl: app.app_url,
  description: app.description,
  isVisible: app.is_visible,
})
