/** Creates an API key of a community; the key itself is in the answer and nowhere else. */
import { randomBytes } from 'node:crypto'
import { type ApiKey, keyCountMax } from '../../../contracts/access.ts'
import type { PermissionName } from '../../../contracts/permissions.ts'
import type { Context } from '../../context.ts'
import { decisionTime, type Transaction } from '../../platform/db/database.ts'
import { Refusal, refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { insertKey, lockKeys } from './access.store.ts'
import { apiKeyView } from './access.views.ts'
import { digestOfKey, formKey, maskKey } from './credential-key.rules.ts'
import { permissionBits } from './permissions.rules.ts'
import { requireGrantable } from './require-permission.ts'

export interface KeyRequest {
  name: string
  permissions: readonly PermissionName[]
  /** RFC 3339; null or left out: never. */
  expiresAt?: string | null | undefined
}

export async function createKey(
  ctx: Pick<Context, 'ids'>,
  tx: Transaction,
  actor: Actor,
  communityId: string,
  request: KeyRequest,
): Promise<ApiKey & { key: string }> {
  const permissions = permissionBits(request.permissions)
  requireGrantable(actor, permissions)
  const expiresAt = request.expiresAt ? new Date(request.expiresAt) : null
  if (expiresAt && !(expiresAt > (await decisionTime(tx)))) {
    throw new Refusal('validation_failed', {
      errors: [{ pointer: '/expiresAt', reason: 'must lie in the future' }],
    })
  }
  await lockKeys(tx, communityId)
  const key = formKey('c', randomBytes(32))
  const row = await insertKey(
    tx,
    {
      communityId,
      id: ctx.ids.next(),
      digest: digestOfKey(key),
      masked: maskKey(key),
      name: request.name,
      permissions,
      expiresAt,
      createdBy: actor.id,
    },
    keyCountMax,
  )
  if (!row) refuse('api_key_limit_reached', `Revoke one first: there are ${keyCountMax}.`)
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: 'api_key.created',
    subject: { kind: 'api_key', id: row.id, label: row.name },
    changes: { permissions: request.permissions, expiresAt: expiresAt?.toISOString() ?? null },
  })
  return { ...apiKeyView(row), key }
}
