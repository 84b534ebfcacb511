/** Settings of a signature that cannot work, or would protect nothing, are turned down. */
import { describe, expect, it } from 'vitest'
import type { HmacScheme, SignatureInput } from '../../../../contracts/senders.ts'
import { checkSignature, schemeOf } from './check-signature.rules.ts'

const secretOf = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64')
const standard = (secret: string): SignatureInput => ({ preset: 'standard_webhooks', secret })

describe('a secret of Standard Webhooks', () => {
  it.each([
    `whsec_${secretOf(24)}`,
    `whsec_${secretOf(64)}`,
    secretOf(32),
    secretOf(32).replace(/=+$/, ''),
    `whpk_${secretOf(32)}`,
  ])('%s is taken', (secret) => {
    expect(checkSignature(standard(secret))).toBeUndefined()
  })

  it.each([
    'whsec_',
    `whsec_${secretOf(23)}`,
    `whsec_${secretOf(65)}`,
    `whsec_${secretOf(32)}!`,
    `whsec_${secretOf(32)} `,
    'whpk_',
    `whpk_${secretOf(31)}`,
    'not base64 at all, whatever it is',
  ])('%s is turned down', (secret) => {
    expect(checkSignature(standard(secret))?.pointer).toBe('/secret')
  })

  it('the private key of the sender is turned down with a word on which one to give', () => {
    expect(checkSignature(standard(`whsk_${secretOf(64)}`))?.reason).toContain('whpk_')
  })
})

describe('a template', () => {
  const hmac: HmacScheme & { secret: string } = {
    preset: 'hmac',
    header: 'x-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: '',
    template: '{timestamp}.{body}',
    timestampHeader: 'x-time',
    secret: 'a-secret-of-our-own',
  }
  it.each([
    ['{body}', null],
    ['{timestamp}.{body}', 'x-time'],
    ['v0:{timestamp}:{body}', 'x-time'],
  ])('%s with the time in %s is taken', (template, timestampHeader) => {
    expect(checkSignature({ ...hmac, template, timestampHeader })).toBeUndefined()
  })

  it.each([
    ['{timestamp}', 'x-time', 'exactly once'],
    ['{body}{body}', null, 'exactly once'],
    ['{body}', 'x-time', 'not signed'],
    ['{timestamp}{timestamp}{body}', 'x-time', 'exactly once'],
    ['{timestamp}.{body}', null, 'which header'],
  ])('%s with the time in %s is turned down', (template, timestampHeader, reason) => {
    const problem = checkSignature({ ...hmac, template, timestampHeader })
    expect(problem?.pointer).toBe('/template')
    expect(problem?.reason).toContain(reason)
  })

  it('is stored without the secret', () => {
    expect(JSON.stringify(schemeOf({ ...hmac, overlapHours: 1 }))).not.toContain(hmac.secret)
  })
})
