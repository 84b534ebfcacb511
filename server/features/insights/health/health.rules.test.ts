/** The health line has every hour, and says in words when nobody gets to what is queued. */
import { describe, expect, it } from 'vitest'
import { type HealthRows, healthOf } from './health.rules.ts'

const now = new Date('2026-11-25T19:40:00Z')
const rows = (part: Partial<HealthRows> = {}): HealthRows => ({
  webhook: { webhook_id: 'w', name: 'Quests', last_receipt_id: null, after_hours: null },
  lastReceivedAt: null,
  oldestPendingAt: null,
  hours: [],
  pending: undefined,
  refusals: [],
  ...part,
})

describe('the health of a webhook', () => {
  it('has 24 hours up to the one that runs, empty ones as well', () => {
    const hour = new Date('2026-11-25T18:00:00Z')
    const { hours } = healthOf(
      rows({ hours: [{ webhook_id: 'w', hour, success: 4, failed: 1, refused: 2 }] }),
      now,
      undefined,
    )
    expect(hours).toHaveLength(24)
    expect(hours[0]?.hour).toBe('2026-11-24T20:00:00.000Z')
    expect(hours.slice(-2)).toEqual([
      { hour: '2026-11-25T18:00:00.000Z', success: 4, failed: 1, refused: 2 },
      { hour: '2026-11-25T19:00:00.000Z', success: 0, failed: 0, refused: 0 },
    ])
  })

  it('says what is overdue and whom to contact, and nothing of what merely waits', () => {
    const pending = { webhook_id: 'w', queued: 3, waiting: 2, overdue: 2, oldest_receipt_id: 'r' }
    expect(healthOf(rows({ pending }), now, 'ops@example.com').overdue).toBe(
      '2 requests have been queued for over an hour. Contact ops@example.com.',
    )
    expect(healthOf(rows({ pending: { ...pending, overdue: 0 } }), now, undefined).overdue).toBeNull()
  })
})
