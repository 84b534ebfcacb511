/** Creates an app as a draft, with a client id that was never used before. */
import { type App, appCountMax } from '../../../../contracts/apps.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { digestOf, nothingFetched } from '../metadata/looks.rules.ts'
import { titleKey } from './app.ts'
import { countApps, findApp, insertApp, lockApps } from './apps.store.ts'
import { publicApp, viewApp } from './apps.views.ts'
import { checkAddresses, refuseTakenTitle } from './check-app.ts'
import { drawClientId } from './draw-client-id.ts'
import { followAppPicture } from './follow-app-picture.ts'

export interface NewApp {
  communityId: string
  title: string
  appUrl: string
  imageUrl?: string | null | undefined
  description?: string | undefined
  isVisible?: boolean | undefined
}

export async function createApp(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  input: NewApp,
): Promise<App> {
  await checkAddresses(ctx.db, input.communityId, input)
  const { communityId, appUrl, imageUrl = null, description = '', isVisible = false } = input
  const title = input.title.trim()
  const appId = ctx.ids.next()
  return ctx.inTransaction(async (tx) => {
    await lockApps(tx, communityId)
    if ((await countApps(tx, communityId)) >= appCountMax) {
      refuse('limit_reached', `A community has at most ${appCountMax} apps. Archive one first.`)
    }
    const clientId = await drawClientId(tx)
    await insertApp(tx, {
      ...{ communityId, id: appId, clientId, title, titleKey: titleKey(title) },
      ...{ imageUrl, imageDigest: digestOf(imageUrl, nothingFetched) },
      ...{ appUrl, description, isVisible, createdBy: actor.id },
    }).catch(refuseTakenTitle)
    await followAppPicture(tx, { communityId, appId }, imageUrl)
    const row = await findApp(tx, { communityId, appId })
    invariant(row, 'an app that was inserted can be read')
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'app.created',
      subject: { kind: 'app', id: appId, label: title },
      changes: { clientId, title, imageUrl, appUrl, description, isVisible },
    })
    await ctx.events.publish(tx, {
      communityId,
      type: 'app.created',
      subjectId: appId,
      payload: { app: publicApp(row), reason: null },
      actor: recordedActor(actor),
      cause: { kind: 'request', id: actor.requestId },
    })
    return viewApp(row, { isInsider: true })
  })
}
