/** Signatures against published vectors, and against verifiers of others. */
import { Webhook } from 'standardwebhooks'
import { Webhook as Svix } from 'svix'
import { describe, expect, it } from 'vitest'
import { newSecret } from '../endpoints/endpoint-secrets.ts'
import { isUsableSecret, signatureOf, signingKeyOf } from './sign.rules.ts'

const signed = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: Buffer.from('{"test": 2432232314}'),
}
const hmac = signingKeyOf('v1', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
const ed25519 = signingKeyOf(
  'v1a',
  'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
)
const hmacSignature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const ed25519Signature =
  'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=='

describe('signing', () => {
  it('makes the signatures of the published vectors', () => {
    expect(signatureOf([hmac], signed)).toBe(hmacSignature)
    expect(signatureOf([ed25519], signed)).toBe(ed25519Signature)
    expect(signatureOf([ed25519, hmac], signed)).toBe(`${ed25519Signature} ${hmacSignature}`)
  })

  it('is accepted by independent verifiers, and a changed body is not', () => {
    const { secret } = newSecret('v1')
    const timestamp = Math.floor(Date.now() / 1000)
    const body = '{"ü":"snow ☃"}'
    const signature = signatureOf([signingKeyOf('v1', secret)], {
      ...{ id: 'event', timestamp, body: Buffer.from(body) },
    })
    const headers = {
      'webhook-id': 'event',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    }
    for (const verifier of [new Webhook(secret), new Svix(secret)]) {
      expect(verifier.verify(body, headers)).toEqual({ ü: 'snow ☃' })
      expect(() => verifier.verify(`${body} `, headers)).toThrow()
    }
  })

  it('signs bytes: bodies that are no text have signatures of their own', () => {
    const of = (byte: number) => signatureOf([hmac], { ...signed, body: Buffer.from([byte]) })
    expect(of(0xfe)).not.toBe(of(0xff))
  })
})

describe('secrets', () => {
  it('are drawn with enough bytes, the public half of a key beside it', () => {
    const { secret, publicKey } = newSecret('v1')
    expect(isUsableSecret(secret)).toBe(true)
    expect(publicKey).toBeNull()
    const pair = newSecret('v1a')
    expect(Buffer.from(pair.secret.slice('whsk_'.length), 'base64')).toHaveLength(64)
    expect(pair.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/)
  })

  it('of somebody are plain base64 of 24 to 64 bytes behind whsec_', () => {
    const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 0xa5).toString('base64')}`
    expect([23, 24, 64, 65].map((bytes) => isUsableSecret(of(bytes)))).toEqual([false, true, true, false])
    expect(isUsableSecret('whsec_')).toBe(false)
    expect(isUsableSecret(of(32).slice('whsec_'.length))).toBe(false)
    expect(isUsableSecret(of(32).replace('=', '!'))).toBe(false)
  })
})
