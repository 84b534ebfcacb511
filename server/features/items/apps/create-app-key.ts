/** Generates a key of an app; it is in the answer, sealed in the database, and nowhere else. Those before end. */
import { randomBytes } from 'node:crypto'
import { type AppKey, appKeyCountMax } from '../../../../contracts/app-keys.ts'
import { type AppPermissionName, appPermissionNames } from '../../../../contracts/permissions.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { digestOfKey, formKey, maskKey } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { announceKey } from './announce-key.ts'
import type { AppAddress } from './app.ts'
import type { AppKeySecrets } from './app-key-secrets.ts'
import { planKeyEnds } from './app-keys.rules.ts'
import { insertAppKey, listLivingAppKeys, updateAppKeyEnd } from './app-keys.store.ts'
import { viewAppKey } from './app-keys.views.ts'
import { lockApp } from './apps.store.ts'

export interface AppKeyRequest extends AppAddress {
  permissions?: readonly AppPermissionName[] | undefined
  overlapS?: number | null | undefined
}

type KeyContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

export async function createAppKey(
  ctx: KeyContext,
  secrets: AppKeySecrets,
  actor: Actor,
  { permissions = appPermissionNames, overlapS = 0, ...address }: AppKeyRequest,
): Promise<AppKey & { key: string }> {
  return ctx.inTransaction(async (tx) => {
    const app = await lockApp(tx, address)
    if (!app) return refuse('not_found', 'There is no such app.')
    await endKeysBefore(tx, ctx, actor, address, overlapS)
    const key = formKey('a', randomBytes(32))
    const id = ctx.ids.next()
    const row = await insertAppKey(tx, {
      ...{ ...address, id, digest: digestOfKey(key), masked: maskKey(key) },
      ...{ sealed: secrets.sealKey(id, key), permissions },
    })
    await announceKey(tx, ctx, actor, app, row, 'app_key.created', { permissions })
    return { ...viewAppKey(row), key }
  })
}

async function endKeysBefore(
  tx: Transaction,
  ctx: KeyContext,
  actor: Actor,
  address: AppAddress,
  overlapS: number | null,
): Promise<void> {
  const living = (await listLivingAppKeys(tx, address)).map((key) => ({ id: key.id, endsAt: key.ends_at }))
  const ends = planKeyEnds(living, overlapS, await decisionTime(tx))
  if (!ends) return refuse('limit_reached', `An app has at most ${appKeyCountMax} keys that work.`)
  for (const { id, endsAt } of ends) {
    const ended = await updateAppKeyEnd(tx, address, id, endsAt)
    invariant(ended, 'a key that lives can be ended')
    await announceKey(
      tx,
      ctx,
      actor,
      { community_id: address.communityId, id: address.appId },
      ended,
      'app_key.ended',
    )
  }
}
