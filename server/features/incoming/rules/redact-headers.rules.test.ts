/** Stored headers hold no secrets. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactedValue, redactHeaders } from './redact-headers.rules.ts'

describe('stored headers', () => {
  it('keep order, spelling and repeats', () => {
    const raw = ['Host', 'h', 'X-Event-Id', '7', 'x-event-id', '8', 'Content-Type', 'application/json']
    expect(redactHeaders(raw)).toEqual([
      { name: 'Host', value: 'h' },
      { name: 'X-Event-Id', value: '7' },
      { name: 'x-event-id', value: '8' },
      { name: 'Content-Type', value: 'application/json' },
    ])
  })

  it.each([
    'Authorization',
    'PROXY-AUTHORIZATION',
    'Cookie',
    'Set-Cookie',
    'X-API-Key',
    'x-gitlab-token',
    'X-Shopify-Access-Token',
    'my-secret',
    'apikey',
    'x-api_key',
    'X-Password',
  ])('have no value of %s', (name) => {
    expect(redactHeaders([name, 'hunter2'])).toEqual([{ name, value: redactedValue }])
  })

  it.each(['x-hub-signature-256', 'webhook-signature', 'x-encrypted', 'x-key'])(
    'keep the value of %s',
    (name) => {
      expect(redactHeaders([name, 'v'])).toEqual([{ name, value: 'v' }])
    },
  )

  it('stay within the bounds of the contract, whatever arrives', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(fc.array(text, { maxLength: 500 }), fc.nat(40_000), (raw, length) => {
        const stored = redactHeaders(['x-long', 'v'.repeat(length), ...raw])
        expect(stored.length).toBeLessThanOrEqual(200)
        for (const { name, value } of stored) {
          expect(name.length).toBeLessThanOrEqual(200)
          expect(value.length).toBeLessThanOrEqual(16_384)
          expect(name + value).not.toContain('\u0000')
        }
      }),
      { numRuns: 50 },
    )
  })
})
