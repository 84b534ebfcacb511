/** What the senders' own libraries sign is taken here, and nothing else is. */
import { createHmac, generateKeyPairSync, sign as signEd25519 } from 'node:crypto'
import { sign as signGithub } from '@octokit/webhooks-methods'
import fc from 'fast-check'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import Stripe from 'stripe'
import { Webhook as SvixWebhook } from 'svix'
import { describe, expect, it } from 'vitest'
import type { HmacScheme, SignaturePreset, SignatureScheme } from '../../../../contracts/senders.ts'
import { signatureCheck } from './verify-signature.rules.ts'

const now = 1_614_265_330
const nowMs = now * 1000
const body = '{"test": 2432232314}'

type Headers = Record<string, string>
const verdict = (
  scheme: SignatureScheme | SignaturePreset,
  secret: string,
  headers: Headers,
  { text = body as string | Buffer, at = nowMs } = {},
) => {
  const asked = typeof scheme === 'string' ? ({ preset: scheme } as SignatureScheme) : scheme
  return signatureCheck(asked, secret)(headers, Buffer.from(text), at)
}
const hex = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')

describe('Standard Webhooks', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='
  const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  const v1a = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=='
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
  const sent = (signature: string, time: number | string = now): Headers => ({
    'webhook-id': id,
    'webhook-timestamp': String(time),
    'webhook-signature': signature,
  })
  const check = (headers: Headers, key = secret, more = {}) =>
    verdict('standard_webhooks', key, headers, more)

  it('the published vectors of v1 and v1a are taken', () => {
    expect(check(sent(v1))).toBeNull()
    expect(check(sent(v1a), publicKey)).toBeNull()
    expect(check(sent(v1), secret.slice('whsec_'.length))).toBeNull()
  })

  it('what standardwebhooks and svix sign is taken, of bodies and times of all kinds', () => {
    const standard = new StandardWebhook(secret)
    const svix = new SvixWebhook(secret)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (text, messageId) => {
        const at = new Date(nowMs)
        for (const library of [standard, svix]) {
          const headers = { ...sent(library.sign(messageId, at, text)), 'webhook-id': messageId }
          expect(check(headers, secret, { text })).toBeNull()
          expect(check(headers, secret, { text: `${text} ` })).toBe('signature_wrong')
        }
      }),
    )
  })

  it('the headers of Svix are taken as well', () => {
    const headers = { 'svix-id': id, 'svix-timestamp': String(now), 'svix-signature': v1 }
    expect(check(headers)).toBeNull()
    expect(check({ ...headers, 'svix-id': 'other' })).toBe('signature_wrong')
  })

  it('one good signature among several, and among unknown versions, is enough', () => {
    expect(check(sent(`v2,abc v1,AAAA ${v1} v1a,zzz`))).toBeNull()
    expect(check(sent(`v1,AAAA ${v1a}`), publicKey)).toBeNull()
    expect(check(sent(v1.replace('v1,', 'v2,')))).toBe('signature_wrong')
    // A public key takes no HMAC: it is public, so anybody could make one with it.
    expect(check(sent(v1), publicKey)).toBe('signature_wrong')
  })

  it('each header that is missing is told as missing', () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const { [name]: _, ...others } = sent(v1)
      expect(check(others), name).toBe('signature_missing')
    }
  })

  it('a part of a signature, another id and another time are wrong', () => {
    expect(check(sent(v1.slice(0, -4)))).toBe('signature_wrong')
    expect(check(sent('v1,'))).toBe('signature_wrong')
    expect(check({ ...sent(v1), 'webhook-id': 'msg_other' })).toBe('signature_wrong')
    expect(check(sent(v1, now + 1))).toBe('signature_wrong')
    for (const time of ['1e9', ` ${now}`, `${now}.0`, `0${now}`, `+${now}`, '-1', 'NaN', '0x10']) {
      expect(check(sent(v1, time)), time).toBe('signature_wrong')
    }
  })

  it('a good signature is in time for 300 seconds before and after, and told as expired at 301', () => {
    for (const [seconds, expected] of [
      [-301, 'signature_expired'],
      [-300, null],
      [300, null],
      [301, 'signature_expired'],
    ] as const) {
      expect(check(sent(v1), secret, { at: nowMs + seconds * 1000 })).toBe(expected)
    }
    expect(check(sent('v1,AAAA'), secret, { at: 0 })).toBe('signature_wrong')
  })

  it('an id with a point is wrong, because the signed bytes could be cut in two ways', () => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const signature = createHmac('sha256', key).update(`a.1.${now}.${body}`).digest('base64')
    expect(check({ ...sent(`v1,${signature}`), 'webhook-id': 'a.1' })).toBe('signature_wrong')
  })

  it('bodies that are not text are signed as the bytes they are', () => {
    const { publicKey: spki, privateKey } = generateKeyPairSync('ed25519')
    const key = `whpk_${Buffer.from(spki.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')}`
    const bytes = Buffer.from([0xff, 0x00, 0xfe])
    const signed = Buffer.concat([Buffer.from(`${id}.${now}.`), bytes])
    const headers = sent(`v1a,${signEd25519(null, signed, privateKey).toString('base64')}`)
    expect(check(headers, key, { text: bytes })).toBeNull()
    expect(check(headers, key, { text: Buffer.from([0xfe, 0x00, 0xff]) })).toBe('signature_wrong')
  })
})

describe('GitHub', () => {
  it('what its library signs is taken, and its documented example', async () => {
    const secret = "It's a Secret to Everybody"
    expect(
      verdict(
        'github',
        secret,
        {
          'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
        },
        { text: 'Hello, World!' },
      ),
    ).toBeNull()
    const headers = { 'x-hub-signature-256': await signGithub(secret, body) }
    expect(verdict('github', secret, headers)).toBeNull()
    expect(verdict('github', `${secret}!`, headers)).toBe('signature_wrong')
    expect(verdict('github', secret, headers, { text: `${body}\n` })).toBe('signature_wrong')
  })

  it('a missing header, an empty one, or the older SHA-1 one alone is missing; another form is wrong', () => {
    expect(verdict('github', 'secret', {})).toBe('signature_missing')
    expect(verdict('github', 'secret', { 'x-hub-signature-256': '' })).toBe('signature_missing')
    expect(verdict('github', 'secret', { 'x-hub-signature': 'sha1=00' })).toBe('signature_missing')
    expect(verdict('github', 'secret', { 'x-hub-signature-256': hex('secret', body) })).toBe(
      'signature_wrong',
    )
  })
})

describe('Stripe', () => {
  const secret = 'whsec_a-secret-of-stripe-as-it-is-shown'
  const header = (timestamp: number) =>
    Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp })
  const check = (value: string, at = nowMs) =>
    verdict('stripe', secret, { 'stripe-signature': value }, { at })

  it('what its library signs is taken, within 300 seconds', () => {
    expect(check(header(now))).toBeNull()
    expect(check(header(now), nowMs + 300_000)).toBeNull()
    expect(check(header(now), nowMs + 301_000)).toBe('signature_expired')
    expect(check(header(now).replace(String(now), String(now + 1)))).toBe('signature_wrong')
  })

  it('one good signature of several is enough, as while a secret is rolled', () => {
    const good = `v1=${hex(secret, `${now}.${body}`)}`
    expect(check(`t=${now},v1=${'0'.repeat(64)},${good},v0=whatever`)).toBeNull()
    expect(check(`t=${now}, ${good}`)).toBeNull()
    expect(check(`t=${now},${good.replace('v1', 'v0')}`)).toBe('signature_wrong')
    expect(check(good)).toBe('signature_wrong')
    expect(check(`t=${now},t=${now + 900},${good}`)).toBe('signature_wrong')
  })
})

describe('Shopify', () => {
  it('the base64 HMAC of the body is taken', () => {
    const secret = 'a-client-secret-of-an-app'
    const signature = createHmac('sha256', secret).update(body).digest('base64')
    expect(verdict('shopify', secret, { 'x-shopify-hmac-sha256': signature })).toBeNull()
    expect(verdict('shopify', secret, { 'x-shopify-hmac-sha256': hex(secret, body) })).toBe('signature_wrong')
    expect(verdict('shopify', secret, {})).toBe('signature_missing')
  })
})

describe('Slack', () => {
  const secret = '8f742231b10e8888abcd99yyyzzz85a5'
  const time = 1_531_420_618
  const text =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
  const headers = {
    'x-slack-request-timestamp': String(time),
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  }

  it('its documented example is taken in its time, and not five minutes later', () => {
    expect(verdict('slack', secret, headers, { text, at: time * 1000 })).toBeNull()
    expect(verdict('slack', secret, headers, { text, at: (time + 301) * 1000 })).toBe('signature_expired')
    const later = { ...headers, 'x-slack-request-timestamp': String(time + 300) }
    expect(verdict('slack', secret, later, { text, at: (time + 301) * 1000 })).toBe('signature_wrong')
    const { 'x-slack-request-timestamp': _, ...without } = headers
    expect(verdict('slack', secret, without, { text, at: time * 1000 })).toBe('signature_missing')
  })
})

describe('an HMAC of the owner’s own description', () => {
  const secret = 'a-secret-of-our-own'
  const scheme: HmacScheme = {
    preset: 'hmac',
    header: 'X-Game-Signature',
    algorithm: 'sha512',
    encoding: 'base64',
    prefix: 'mac ',
    template: '{timestamp}.{body}',
    timestampHeader: 'X-Game-Time',
  }

  it('is taken in every combination of algorithm and encoding, in any case of the header', () => {
    for (const algorithm of ['sha1', 'sha256', 'sha512'] as const) {
      for (const encoding of ['hex', 'base64'] as const) {
        const signature = createHmac(algorithm, secret).update(`${now}.${body}`).digest(encoding)
        const headers = { 'x-game-signature': `mac ${signature}`, 'x-game-time': String(now) }
        expect(verdict({ ...scheme, algorithm, encoding }, secret, headers)).toBeNull()
        expect(verdict({ ...scheme, algorithm, encoding }, secret, headers, { at: nowMs + 301_000 })).toBe(
          'signature_expired',
        )
      }
    }
  })

  it('fills a template in around the body', () => {
    const around = { ...scheme, template: 'v1:{body}:{timestamp}', encoding: 'hex' as const }
    const signature = createHmac('sha512', secret).update(`v1:${body}:${now}`).digest('hex')
    const headers = { 'x-game-signature': `mac ${signature.toUpperCase()}`, 'x-game-time': String(now) }
    expect(verdict(around, secret, headers)).toBeNull()
    expect(verdict(around, secret, { ...headers, 'x-game-signature': signature })).toBe('signature_wrong')
    expect(verdict(around, secret, { 'x-game-signature': `mac ${signature}` })).toBe('signature_missing')
  })

  it('looks at no time where the scheme has none', () => {
    const plain = { ...scheme, template: '{body}', timestampHeader: null, prefix: '' }
    const signature = createHmac('sha512', secret).update(body).digest('base64')
    expect(verdict(plain, secret, { 'x-game-signature': signature }, { at: 0 })).toBeNull()
  })
})

it('never throws, whatever the headers hold', () => {
  const presets: SignaturePreset[] = ['standard_webhooks', 'github', 'stripe', 'shopify', 'slack']
  const names = [
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
    'x-hub-signature-256',
    'stripe-signature',
    'x-shopify-hmac-sha256',
    'x-slack-signature',
    'x-slack-request-timestamp',
  ]
  const secrets = ['whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=', 'whsec_', 'plain secret']
  fc.assert(
    fc.property(
      fc.constantFrom(...presets),
      fc.constantFrom(...secrets),
      fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(fc.string(), fc.constantFrom('v1,', 't=1,v1=', 'v0=')),
      ),
      (preset, secret, headers) => {
        expect(verdict(preset, secret, headers)).not.toBeNull()
      },
    ),
    { numRuns: 1000 },
  )
})
