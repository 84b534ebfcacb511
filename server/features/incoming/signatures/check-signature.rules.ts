/** Whether the settings of a signature can work, before they are stored. */
import type { SignatureInput, SignatureScheme } from '../../../../contracts/senders.ts'
import { templateProblem } from './hmac-scheme.rules.ts'
import { privatePrefix, standardKeyOf } from './standard-webhooks.rules.ts'

export interface SignatureSettingProblem {
  /** JSON pointer within the settings. */
  pointer: string
  reason: string
}

export function schemeOf({ secret: _, overlapHours: __, ...scheme }: SignatureInput): SignatureScheme {
  return scheme
}

export function checkSignature(input: SignatureInput): SignatureSettingProblem | undefined {
  if (input.preset === 'hmac') {
    const reason = templateProblem(input)
    return reason === undefined ? undefined : { pointer: '/template', reason }
  }
  if (input.preset !== 'standard_webhooks') return undefined
  if (input.secret.startsWith(privatePrefix)) {
    return { pointer: '/secret', reason: 'is the private key of the sender: give its public one (whpk_)' }
  }
  if (standardKeyOf(input.secret)) return undefined
  return {
    pointer: '/secret',
    reason: 'is neither whsec_ with 24 to 64 bytes in base64 nor whpk_ with the 32 bytes of a public key',
  }
}
