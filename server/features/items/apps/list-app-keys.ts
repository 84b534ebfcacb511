/** The keys of an app that still work, newest first. */
import type { AppKey } from '../../../../contracts/app-keys.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { AppAddress } from './app.ts'
import { listLivingAppKeys } from './app-keys.store.ts'
import { viewAppKey } from './app-keys.views.ts'
import { findApp } from './apps.store.ts'

export async function listAppKeys(ctx: Pick<Context, 'db'>, address: AppAddress): Promise<AppKey[]> {
  if (!(await findApp(ctx.db, address))) return refuse('not_found', 'There is no such app.')
  return (await listLivingAppKeys(ctx.db, address)).map(viewAppKey)
}
