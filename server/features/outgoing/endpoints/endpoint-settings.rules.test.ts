/** What an endpoint may be set to, and which events it wants. */
import { describe, expect, it } from 'vitest'
import { matchesType } from '../catalog/matches.rules.ts'
import { redactHeaders, requestHeaders } from '../wire/headers.rules.ts'
import { forbiddenHeader, unknownPattern } from './endpoint-settings.rules.ts'

describe('headers', () => {
  it('that the server sets, or that stand there twice, are forbidden', () => {
    expect(forbiddenHeader(['Authorization', 'x-fine'])).toBeUndefined()
    for (const name of [
      'Host',
      'Connection',
      'Transfer-Encoding',
      'WEBHOOK-anything',
      'x-webhook-event',
      'X-Guildhall-Hop',
    ]) {
      expect(forbiddenHeader(['x-fine', name])).toMatchObject({ index: 1 })
    }
    expect(forbiddenHeader(['x-one', 'X-ONE'])).toMatchObject({ index: 1 })
  })

  it('are kept without what may be a secret', () => {
    const custom = [{ name: 'Authorization', value: 'Bearer secret' }]
    const headers = requestHeaders({
      ...{ eventId: 'e', eventType: 'member.joined', timestamp: 7, hop: 0, custom },
      ...{ contentType: 'application/json', encryptionMode: 'GCM', apiKey: 'secret too' },
      signature: 'v1,abcdefghijk v1a,lmnopqrstuv',
    })
    const kept = redactHeaders(headers, ['Authorization'])
    expect(Object.fromEntries(kept)).toMatchObject({
      ...{ 'webhook-id': 'e', 'webhook-timestamp': '7', 'x-webhook-event': 'member.joined' },
      'webhook-signature': 'v1,abcdef… v1a,lmnopq…',
      ...{ 'x-encrypted': 'true', 'x-encryption-mode': 'GCM', 'x-api-key': '…' },
      Authorization: '…',
    })
  })
})

describe('patterns of events', () => {
  it('fit the exact type, all of a noun, or all', () => {
    expect(matchesType(['member.joined'], 'member.joined')).toBe(true)
    expect(matchesType(['member.*'], 'member.joined')).toBe(true)
    expect(matchesType(['*'], 'member.joined')).toBe(true)
    expect(matchesType(['mem.*', 'member', 'member.left'], 'member.joined')).toBe(false)
  })

  it('are unknown when they fit nothing of the catalog', () => {
    const catalog = ['member.joined', 'field.changed']
    expect(unknownPattern(['*', 'member.*', 'field.changed'], catalog)).toBeUndefined()
    expect(unknownPattern(['*', 'members.*'], catalog)).toBe(1)
    expect(unknownPattern(['custom.*', 'custom.match_ended'], catalog)).toBeUndefined()
  })
})
