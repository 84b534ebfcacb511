/** The overview says what needs attention, most urgent first, and ticks the first steps as they come true. */
import { describe, expect, it } from 'vitest'
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import type { Alert } from '../../../../contracts/insights.ts'
import type { Receipt } from '../../../../contracts/receipts.ts'
import { attentionOf, hourBefore, stuckOf } from './attention.rules.ts'
import { firstStepsOf } from './first-steps.rules.ts'

const webhook = (part: Partial<IncomingWebhook>): IncomingWebhook => ({
  id: '019aa000-0000-7000-8000-000000000001',
  name: 'Match results',
  location: 'user_fields',
  url: null,
  previousUrlUntil: null,
  apiKeys: [],
  signature: null,
  encryption: null,
  isPaused: false,
  mapping: { member: { identifier: 'email', path: '$.email' }, lines: [] },
  mappingVersion: 1,
  counts: { pending: 0, success: 0, failed: 0, awaitingMember: 0 },
  refused: [],
  lastReceivedAt: '2026-11-23T12:00:00.000Z',
  revision: 1,
  createdAt: '2026-11-23T11:00:00.000Z',
  updatedAt: '2026-11-23T11:00:00.000Z',
  ...part,
})

describe('what needs attention', () => {
  it('is nothing when all is well', () => {
    expect(attentionOf([webhook({})], [], [])).toEqual([])
  })

  it('names failures before calls turned away, waiting requests and missing mappings', () => {
    const needs = attentionOf(
      [
        webhook({ mapping: null }),
        webhook({ isPaused: true, counts: { pending: 3, success: 0, failed: 0, awaitingMember: 0 } }),
        webhook({ refused: [{ reason: 'wrong key', count: 2, lastAt: '2026-11-23T12:00:00.000Z' }] }),
        webhook({ counts: { pending: 0, success: 5, failed: 1, awaitingMember: 0 } }),
      ],
      [],
      [],
    )
    expect(needs.map(({ kind }) => kind)).toEqual(['failed', 'refused', 'waiting', 'unmapped'])
    expect(needs[0]?.words).toBe('Match results: 1 request failed in the last 24 hours')
  })

  it('says in words why calls were turned away', () => {
    const refused = [{ reason: 'unauthenticated', count: 2, lastAt: '2026-11-23T12:00:00.000Z' }]
    const [need] = attentionOf([webhook({ refused })], [], [])
    expect(need?.advice).toBe('Nothing of them was kept. Reasons: x-api-key missing or wrong.')
  })
})

describe('alerts', () => {
  const alert = (part: Partial<Alert> = {}): Alert => ({
    id: '019aa000-0000-7000-8000-000000000007',
    kind: 'failing',
    subject: { kind: 'incoming_webhook', id: '019aa000-0000-7000-8000-000000000001', name: 'Match results' },
    words: 'Match results: 20 of 30 requests failed within the last hours',
    advice: 'Read the reason under Details.',
    openedAt: '2026-11-23T12:00:00.000Z',
    closedAt: null,
    mutedAt: null,
    ...part,
  })
  const failing = webhook({ counts: { pending: 0, success: 10, failed: 20, awaitingMember: 0 } })

  it('come first, and what they tell is not told twice', () => {
    const needs = attentionOf([webhook({ ...failing, mapping: null })], [], [alert()])
    expect(needs.map(({ kind }) => kind)).toEqual(['alert', 'unmapped'])
  })

  it('of the ledger come before all others', () => {
    const subject = {
      kind: 'ledger' as const,
      id: '019aa000-0000-7000-8000-000000000002',
      name: 'Ledger proof',
    }
    const ofLedger = alert({
      kind: 'conservation_failed',
      subject,
      words: 'Ledger proof: 1 row does not agree',
    })
    expect(attentionOf([], [], [alert(), ofLedger]).map(({ kind }) => kind)).toEqual(['ledger', 'alert'])
  })

  it('that are muted are not told at all', () => {
    expect(attentionOf([failing], [], [alert({ mutedAt: '2026-11-23T13:00:00.000Z' })])).toEqual([])
  })
})

describe('requests that are pending for over an hour', () => {
  const receipt = (part: Partial<Receipt>): Receipt => ({
    id: '019aa000-0000-7000-8000-000000000009',
    webhookId: '019aa000-0000-7000-8000-000000000001',
    webhookName: 'Match results',
    status: 'pending',
    outcome: null,
    details: 'Queued for over an hour. Contact ops@example.com.',
    failure: null,
    receivedAt: '2026-11-23T10:00:00.000Z',
    finishedAt: null,
    runCount: 0,
    bodyBytes: 10,
    source: null,
    awaited: null,
    undone: null,
    bodyRemovedAfterDays: null,
    ...part,
  })

  it('come first, once for each webhook, with whom to contact', () => {
    const [first, ...others] = attentionOf(
      [webhook({ counts: { pending: 2, success: 0, failed: 1, awaitingMember: 0 } })],
      [receipt({}), receipt({})],
      [],
    )
    expect(first).toMatchObject({
      kind: 'stuck',
      advice: 'Queued for over an hour. Contact ops@example.com.',
    })
    expect(others.map(({ kind }) => kind)).toEqual(['failed'])
  })

  it('are not those that wait for a mapping or a resumed webhook', () => {
    expect(stuckOf([receipt({ outcome: 'no_mapping' }), receipt({ outcome: 'paused' })])).toEqual([])
    expect(stuckOf([receipt({})])).toHaveLength(1)
  })

  it('are asked for in whole minutes', () => {
    expect(hourBefore(new Date('2026-11-23T12:34:56.789Z'))).toBe('2026-11-23T11:34:00.000Z')
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
