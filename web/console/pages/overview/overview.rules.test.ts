/** The overview says what needs attention, most urgent first, and ticks the first steps as they come true. */
import { describe, expect, it } from 'vitest'
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import { attentionOf } from './attention.rules.ts'
import { firstStepsOf } from './first-steps.rules.ts'

const webhook = (part: Partial<IncomingWebhook>): IncomingWebhook => ({
  id: '019aa000-0000-7000-8000-000000000001',
  name: 'Match results',
  location: 'user_fields',
  url: null,
  previousUrlUntil: null,
  apiKey: null,
  encryption: null,
  isPaused: false,
  mapping: { member: { identifier: 'email', path: '$.email' }, lines: [] },
  mappingVersion: 1,
  counts: { pending: 0, success: 0, failed: 0 },
  refused: [],
  lastReceivedAt: '2026-11-23T12:00:00.000Z',
  revision: 1,
  createdAt: '2026-11-23T11:00:00.000Z',
  updatedAt: '2026-11-23T11:00:00.000Z',
  ...part,
})

describe('what needs attention', () => {
  it('is nothing when all is well', () => {
    expect(attentionOf([webhook({})])).toEqual([])
  })

  it('names failures before calls turned away, waiting requests and missing mappings', () => {
    const needs = attentionOf([
      webhook({ mapping: null }),
      webhook({ isPaused: true, counts: { pending: 3, success: 0, failed: 0 } }),
      webhook({ refused: [{ reason: 'wrong key', count: 2, lastAt: '2026-11-23T12:00:00.000Z' }] }),
      webhook({ counts: { pending: 0, success: 5, failed: 1 } }),
    ])
    expect(needs.map(({ kind }) => kind)).toEqual(['failed', 'refused', 'waiting', 'unmapped'])
    expect(needs[0]?.words).toBe('Match results: 1 request failed in the last 24 hours')
  })
})

describe('the first steps', () => {
  const done = (state: Parameters<typeof firstStepsOf>[0]) => firstStepsOf(state).map(({ isDone }) => isDone)

  it('are all open in a new community', () => {
    expect(done({ webhooks: [], memberCount: 1, hasLogs: false })).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('are ticked by what exists', () => {
    expect(done({ webhooks: [webhook({ mapping: null })], memberCount: 2, hasLogs: false })).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(done({ webhooks: [webhook({})], memberCount: 2, hasLogs: true })).not.toContain(false)
  })

  it('lead to the webhook that has no mapping yet', () => {
    const unmapped = webhook({ id: '019aa000-0000-7000-8000-000000000002', mapping: null })
    const steps = firstStepsOf({ webhooks: [webhook({}), unmapped], memberCount: 2, hasLogs: false })
    expect(steps[3]?.target).toEqual({ place: 'webhook', webhookId: unmapped.id })
  })
})
