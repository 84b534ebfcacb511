/** The code that receivers copy takes what is signed as Standard Webhooks say, and nothing else. */
import { createHmac } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { verifiers } from './verify-code.rules.ts'

/** The published vector of Standard Webhooks. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const timestamp = 1_614_265_330
const body = Buffer.from('{"test": 2432232314}')
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': String(timestamp),
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

type Verify = (headers: Record<string, string>, body: Buffer) => boolean

async function loadNode(): Promise<Verify> {
  const code = verifiers.find(({ id }) => id === 'node')?.code ?? ''
  vi.stubEnv('WEBHOOK_SECRET', secret)
  const module: { isFromGuildhall: Verify } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  )
  return module.isFromGuildhall
}

const at = (seconds: number) => vi.spyOn(Date, 'now').mockReturnValue(seconds * 1000)

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

it('takes the published vector, also among other signatures', async () => {
  const verify = await loadNode()
  at(timestamp + 300)
  expect(verify(headers, body)).toBe(true)
  const other = createHmac('sha256', 'another key').update('x').digest('base64')
  const several = `v1,${other} v1a,${other} ${headers['webhook-signature']}`
  expect(verify({ ...headers, 'webhook-signature': several }, body)).toBe(true)
})

it('refuses another body, id or time, and a signature of another version', async () => {
  const verify = await loadNode()
  at(timestamp)
  expect(verify(headers, Buffer.from('{"test": 2432232315}'))).toBe(false)
  expect(verify({ ...headers, 'webhook-id': 'msg_2' }, body)).toBe(false)
  expect(verify({ ...headers, 'webhook-timestamp': String(timestamp + 1) }, body)).toBe(false)
  const renamed = headers['webhook-signature'].replace('v1,', 'v2,')
  expect(verify({ ...headers, 'webhook-signature': renamed }, body)).toBe(false)
  expect(verify({}, body)).toBe(false)
})

it('refuses what is older or newer than five minutes', async () => {
  const verify = await loadNode()
  at(timestamp + 301)
  expect(verify(headers, body)).toBe(false)
  at(timestamp - 301)
  expect(verify(headers, body)).toBe(false)
})

it('is there in every promised language, and compares in constant time', () => {
  expect(verifiers.map(({ label }) => label)).toEqual(['Node.js', 'Python', 'Go', 'PHP', 'C#', 'Shell'])
  for (const { id, code } of verifiers) {
    if (id !== 'shell')
      expect(code).toMatch(/timingSafeEqual|compare_digest|hmac\.Equal|hash_equals|FixedTimeEquals/)
    expect(code).toMatch(/WEBHOOK_SECRET/)
    expect(code).toMatch(/300/)
  }
})
