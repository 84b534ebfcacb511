/** Figures in words, and what is told as a concern. */
import { describe, expect, it } from 'vitest'
import type { InstallationStatus } from '../../../../contracts/installation.ts'
import { concernsOf, sizeInWords, spanInWords } from './figures.rules.ts'

it.each([
  [0, '0 s'],
  [59.6, '1 min'],
  [754, '12 min 34 s'],
  [273_600, '3 d 4 h'],
])('%d seconds are %s', (seconds, words) => expect(spanInWords(seconds)).toBe(words))

it.each([
  [0, '0 bytes'],
  [1536, '1.5 KiB'],
  [250 * 1024 ** 2, '250 MiB'],
])('%d bytes are %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words))

describe('concerns', () => {
  const now = new Date('2026-11-25T12:00:00.000Z')
  const fine: InstallationStatus = {
    versions: { guildhall: '1', node: '20', postgres: '18', schema: null },
    startedAt: '2026-11-25T00:00:00.000Z',
    receipts: { waitingCount: 3, oldestSeconds: 1 },
    jobs: { waitingCount: 0, oldestSeconds: 0, givenUpCount: 0 },
    events: { horizonLagSeconds: 0, readers: [{ name: 'insights.economy', lagSeconds: 30 }] },
    database: { kind: 'embedded', bytes: 1, connections: 1, connectionsMax: 100 },
    disk: { freeBytes: 50, totalBytes: 100 },
    lastBackup: { finishedAt: '2026-11-25T02:20:00.000Z', bytes: 1, isThere: true, verifiedAt: null },
    slowStatements: [],
    stored: [],
  }
  const of = (part: Partial<InstallationStatus>) => concernsOf({ ...fine, ...part }, now)

  it('are none while all is well', () => expect(of({})).toEqual([]))
  it('name what is late, lost or full', () => {
    expect(
      of({
        receipts: { waitingCount: 9, oldestSeconds: 90 },
        jobs: { waitingCount: 0, oldestSeconds: 0, givenUpCount: 2 },
        events: { horizonLagSeconds: 121, readers: [{ name: 'insights.economy', lagSeconds: 601 }] },
        disk: { freeBytes: 9, totalBytes: 100 },
        lastBackup: { finishedAt: '2026-11-22T02:20:00.000Z', bytes: 1, isThere: false, verifiedAt: null },
      }),
    ).toEqual([
      'The oldest receipt has waited for 1 min 30 s.',
      'Background jobs given up: 2. The log says why.',
      'An open transaction keeps events from all readers.',
      'Readers of the event log that are behind: insights.economy.',
      'The disk is nearly full.',
      'The last backup is 3 days old.',
      'The folder of the last backup is gone.',
    ])
  })
  it('are told of a missing backup of the embedded database only', () => {
    expect(of({ lastBackup: null })).toHaveLength(1)
    expect(of({ lastBackup: null, database: { ...fine.database, kind: 'external' } })).toEqual([])
  })
})
