/** What is kept once an address was asked. */
import { describe, expect, it } from 'vitest'
import { endOf } from './end-fetch.rules.ts'
import type { FetchRow } from './fetch.ts'
import type { FetchedSubject } from './fetch-subject.ts'

const now = new Date('2026-11-27T12:00:00.000Z')
const hours = (count: number) => count * 3600 * 1000
const ago = (count: number) => new Date(now.getTime() - hours(count))
const metadata = {
  ...{ name: null, description: 'Burns.', imageUrl: 'https://cdn.example/a.png', externalUrl: null },
  ...{ animationUrl: null, attributes: {} },
}
const digest = Buffer.alloc(32, 7)
const before: FetchRow = {
  ...{ community_id: 'c', subject_id: 'i', kind: 'item', metadata, etag: '"1"', last_modified: null },
  ...{ outcome: 'fresh', fetched_at: ago(2), stale_at: ago(1), failing_since: null, failure_reason: null },
  ...{ failure_count: 0, asked_at: null, image_source: metadata.imageUrl, image_digest: digest },
  ...{ image_raw_digest: digest, image_etag: '"2"', image_last_modified: null, image_fetched_at: ago(2) },
  ...{ image_problem: null, due_at: null },
}
const unchanged = { kind: 'unchanged', source: metadata.imageUrl } as const
const end = (
  row: Partial<FetchRow>,
  said: FetchedSubject['said'],
  picture: Parameters<typeof endOf>[1]['picture'] = unchanged,
) => endOf({ ...before, ...row }, { said, picture }, now)
const failing = { kind: 'failing', reason: 'The server answered 503.' } as const

describe('an answer', () => {
  it('that is the same as before counts anew', () => {
    expect(end({ failure_count: 4 }, { kind: 'unchanged', cacheControl: 'max-age=600' })).toMatchObject({
      ...{ metadata, etag: '"1"', outcome: 'fresh', failureCount: 0, reason: null },
      ...{ fetchedAt: now, staleAfterMs: 600_000, image: { digest, fetchedAt: now } },
    })
  })

  it('that is no JSON leaves the fields of the catalog alone', () => {
    const none = { kind: 'none' } as const
    expect(end({}, { kind: 'not_json', cacheControl: null }, none)).toMatchObject({
      ...{ metadata: null, etag: null, outcome: 'not_json', image: { source: null, digest: null } },
    })
    expect(end({ metadata: null }, { kind: 'unchanged', cacheControl: null }).outcome).toBe('not_json')
  })
})

describe('a failure', () => {
  it('keeps the copy for seven days, and waits longer each time', () => {
    const first = end({}, failing)
    expect(first).toMatchObject({ metadata, outcome: 'failing', failureCount: 1, staleAfterMs: 60_000 })
    expect(first.fetchedAt).toEqual(ago(2))
    expect(end({ failure_count: 3, fetched_at: ago(24 * 7) }, failing)).toMatchObject({
      ...{ metadata: null, etag: null, failureCount: 4, staleAfterMs: 480_000 },
    })
  })

  it('of the picture keeps it, unless it was another or is not one that is taken', () => {
    const problem = {
      kind: 'problem',
      source: metadata.imageUrl,
      problem: 'The server answered 500.',
      isFinal: false,
    } as const
    const good = { kind: 'unchanged', cacheControl: null } as const
    expect(end({}, good, problem).image).toMatchObject({ digest, problem: problem.problem })
    expect(end({}, good, { ...problem, isFinal: true }).image.digest).toBeNull()
    const other = { ...problem, source: 'https://cdn.example/b.png' }
    expect(end({}, good, other).image).toMatchObject({ source: other.source, digest: null })
    expect(end({ image_fetched_at: ago(24 * 7) }, good, problem).image.digest).toBeNull()
  })

  it('of the picture of an app is the failure of its fetching', () => {
    const problem = 'The picture is not square: 400 × 300 px.'
    const picture = { kind: 'problem', source: 'https://cdn.example/b.png', problem, isFinal: true } as const
    expect(endOf({ ...before, kind: 'app' }, { said: null, picture }, now)).toMatchObject({
      ...{ outcome: 'failing', reason: problem, image: { digest: null, problem } },
    })
  })
})
