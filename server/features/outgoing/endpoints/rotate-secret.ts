/** Draws or takes a new signing secret; the ones before go on signing for the overlap. */
import { retiredSecretCountMax, secretOverlapHours } from '../../../../contracts/outgoing.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { isUsableSecret, type SecretKind } from '../wire/sign.rules.ts'
import { changeEndpoint } from './change-endpoint.ts'
import type { EndpointAddress } from './endpoint.ts'
import { type EndpointSecrets, newSecret } from './endpoint-secrets.ts'
import { deleteEndedSecrets, endSecrets, insertSecret, type SecretRow } from './secrets.store.ts'
import { viewSecret } from './view-endpoints.ts'

export interface NextSecret {
  kind?: SecretKind | undefined
  secret?: string | undefined
  overlapHours?: number | undefined
}

export async function rotateSecret(
  ctx: Context,
  secrets: EndpointSecrets,
  actor: Actor,
  address: EndpointAddress,
  { kind = 'v1', secret: own, overlapHours = secretOverlapHours }: NextSecret,
) {
  refuseUnusable(kind, own)
  const fresh = own === undefined ? newSecret(kind) : { secret: own, publicKey: null }
  let row: SecretRow | undefined
  await changeEndpoint(ctx, secrets, actor, address, undefined, async (tx) => {
    await endSecrets(tx, address, overlapHours)
    await deleteEndedSecrets(tx, address, retiredSecretCountMax)
    const sealed = secrets.sealSecret(address.endpointId, fresh.secret)
    const { publicKey } = fresh
    row = await insertSecret(tx, { ...address, id: ctx.ids.next(), kind, sealed, publicKey })
    return {
      change: {},
      action: 'endpoint.secret_rotated',
      changes: { kind, isOwn: own !== undefined, overlapHours },
    }
  })
  invariant(row, 'a secret that was inserted is answered')
  return { ...viewSecret(row), secret: fresh.secret }
}

function refuseUnusable(kind: SecretKind, own: string | undefined): void {
  if (own === undefined || (kind === 'v1' && isUsableSecret(own))) return
  const reason =
    kind === 'v1' ? 'is not base64 of 24 to 64 bytes' : 'cannot be given: a v1a key is always drawn'
  throw new Refusal('secret_not_usable', {
    detail: `The secret ${reason}.`,
    errors: [{ pointer: '/secret', reason }],
  })
}
