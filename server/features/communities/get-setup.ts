/** Tells whether the installation has an owner, and whether this caller needs the printed link to become it. */
import { isLoopbackUrl } from '../../config.ts'
import type { Context } from '../../context.ts'
import { findInstallationOwner } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { isFromThisMachine } from './setup.rules.ts'

export interface Setup {
  isSetUp: boolean
  needsLink: boolean
}

export async function getSetup(ctx: Pick<Context, 'db' | 'config'>, actor: Actor): Promise<Setup> {
  const isSetUp = (await findInstallationOwner(ctx.db)) !== undefined
  return { isSetUp, needsLink: !isSetUp && needsSetupLink(ctx, actor) }
}

export function needsSetupLink(ctx: Pick<Context, 'config'>, actor: Pick<Actor, 'ip' | 'host'>): boolean {
  return !isFromThisMachine({
    ip: actor.ip,
    host: actor.host,
    listensOn: ctx.config.host,
    isPublicUrlLocal: isLoopbackUrl(ctx.config.publicUrl),
  })
}
