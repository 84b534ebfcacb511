/** Accounts, sign-in, sessions, API keys: who a caller is, and what they may do. */
import type { ApiKey } from '../../../contracts/access.ts'
import type { Access } from '../../../contracts/endpoint.ts'
import type { Context } from '../../context.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Actor } from '../actor.ts'
import type { Feature } from '../feature.ts'
import { accessJobs } from './access.jobs.ts'
import { accessRoutes } from './access.routes.ts'
import { findOwnerAccountId } from './access.store.ts'
import { admit } from './admit.ts'
import type { AppKeyPort } from './app-keys.ts'
import type { Target } from './authorize.rules.ts'
import { claimInstallation } from './claim-installation.ts'
import { createAccount, type NewAccount } from './create-account.ts'
import { createKey, type KeyRequest } from './create-key.ts'
import { createEngine, type EmailVerifiedListener } from './engine.ts'
import { type IncomingRequest, identify } from './identify.ts'
import { startKeyUse } from './key-use.ts'
import type { MembershipPort } from './memberships.ts'
import type { PortalLinkPort } from './portal-links.ts'
import { resetOwnerPassword } from './reset-owner-password.ts'
import { signIn } from './sign-in.ts'

export { findAccount, findOwnerAccountId as findInstallationOwner } from './access.store.ts'
export type { AppKeyPort, FoundAppKey } from './app-keys.ts'
export { authorize, holds, type Target, type Verdict } from './authorize.rules.ts'
export { digestOfKey, formKey, maskKey } from './credential-key.rules.ts'
export { isMailboxOpen } from './mailbox.rules.ts'
export type { MembershipPort } from './memberships.ts'
export { includesPermission, permissionBits, permissionNamesOf } from './permissions.rules.ts'
export type { FoundPortalLink, PortalLinkPort } from './portal-links.ts'
export { requireGrantable, requirePermission, requirePermissionOrSelf } from './require-permission.ts'

export interface AccessOffer {
  /** Who sends a request; refuses an `Authorization` that is not valid. */
  identify: (request: IncomingRequest) => Promise<Actor>
  /** The actor inside the addressed community, or a refusal. */
  admit: (actor: Actor, access: Access, target: Target) => Promise<Actor>
  /** Plugged in once, by `communities`. */
  useMemberships: (port: MembershipPort) => void
  /** Plugged in once, by `outgoing`. */
  usePortalLinks: (port: PortalLinkPort) => void
  /** Plugged in once, by `items`. */
  useAppKeys: (port: AppKeyPort) => void
  /** Told outside transactions on verification and at every log in; telling twice must do no harm. */
  onEmailVerified: (listener: EmailVerifiedListener) => void
  mail: Mail
  createAccount: (ctx: Pick<Context, 'ids' | 'inTransaction'>, account: NewAccount) => Promise<string>
  claimInstallation: (tx: Transaction, accountId: string) => Promise<void>
  /** The account that owns the installation. */
  findInstallationOwner: (db: Queryable) => Promise<string | undefined>
  /** Opens a session for an account made in this request; also before that is committed. */
  signIn: (
    ctx: Pick<Context, 'ids' | 'inTransaction'>,
    accountId: string,
    actor: Actor,
  ) => Promise<{ setCookie: string[] }>
  resetOwnerPassword: (
    ctx: Pick<Context, 'ids' | 'inTransaction'>,
    password: string,
  ) => Promise<{ email: string }>
  createKey: (
    tx: Transaction,
    actor: Actor,
    communityId: string,
    request: KeyRequest,
  ) => Promise<ApiKey & { key: string }>
}

export const access: Feature<AccessOffer> = {
  name: 'access',
  async start(ctx) {
    const engine = createEngine(ctx)
    const keyUse = startKeyUse(ctx)
    // Waits until better-auth is ready, so that a wrong setting stops the start and not the first request.
    await engine.auth.$context
    return {
      routes: accessRoutes(engine),
      jobs: accessJobs(ctx, engine),
      stop: keyUse.stop,
      offer: {
        identify: (request) => identify(engine, keyUse, request),
        admit: (actor, asked, target) => admit(ctx, engine.memberships, actor, asked, target),
        useMemberships: engine.memberships.plug,
        usePortalLinks: engine.portalLinks.plug,
        useAppKeys: engine.appKeys.plug,
        onEmailVerified: engine.onEmailVerified,
        mail: engine.mail,
        createAccount,
        claimInstallation,
        findInstallationOwner: findOwnerAccountId,
        signIn: (requestCtx, accountId, actor) => signIn(requestCtx, engine, accountId, actor),
        resetOwnerPassword,
        createKey: (tx, actor, communityId, request) => createKey(ctx, tx, actor, communityId, request),
      },
    }
  },
}
