/** What we sign for a test is what we take from senders, in every scheme. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type SignatureScheme,
  signatureAlgorithms,
  signatureEncodings,
} from '../../../../contracts/senders.ts'
import { signatureHeaders } from './sign-request.rules.ts'
import { signatureCheck } from './verify-signature.rules.ts'

const text = 'a-secret-of-our-own'
const standardSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
const seconds = 1_614_265_330

const schemes: SignatureScheme[] = [
  { preset: 'standard_webhooks' },
  { preset: 'github' },
  { preset: 'stripe' },
  { preset: 'shopify' },
  { preset: 'slack' },
  ...signatureAlgorithms.flatMap((algorithm) =>
    signatureEncodings.map((encoding) => ({
      preset: 'hmac' as const,
      header: 'X-Game-Signature',
      algorithm,
      encoding,
      prefix: 'mac=',
      template: 'v1:{timestamp}:{body}.',
      timestampHeader: 'X-Game-Time',
    })),
  ),
  {
    preset: 'hmac',
    header: 'x-mac',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: '',
    template: '{body}',
    timestampHeader: null,
  },
]

describe('a signature of ours', () => {
  it.each(schemes.map((scheme) => [JSON.stringify(scheme), scheme] as const))(
    'by %s is taken',
    (_, scheme) => {
      const secret = scheme.preset === 'standard_webhooks' ? standardSecret : text
      const check = signatureCheck(scheme, secret)
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (body, id) => {
          const headers = signatureHeaders(scheme, secret, { body, id, seconds }) ?? {}
          expect(check(headers, Buffer.from(body), seconds * 1000)).toBeNull()
          expect(check(headers, Buffer.from(`${body} `), seconds * 1000)).toBe('signature_wrong')
        }),
        { numRuns: 20 },
      )
    },
  )

  it('cannot be made with a public key', () => {
    const secret = `whpk_${Buffer.alloc(32, 9).toString('base64')}`
    expect(
      signatureHeaders({ preset: 'standard_webhooks' }, secret, { body: '', id: 'a', seconds }),
    ).toBeUndefined()
  })
})
