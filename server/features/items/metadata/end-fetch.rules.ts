/** What is kept once an address was asked: the new answer, or the copy from before while it still counts. Pure. */

import { failureReasonMax } from '../../../../contracts/item-metadata.ts'
import { freshForMs, isCopyKept, waitAfterFailuresMs } from './cache.rules.ts'
import type { FetchRow } from './fetch.ts'
import type { FetchedSubject } from './fetch-subject.ts'
import type { FetchEnd } from './fetches.store.ts'

export function endOf(before: FetchRow, { said, picture }: FetchedSubject, now: Date): FetchEnd {
  const image = imageAfter(before, picture, now)
  return { ...(said === null ? appAfter(before, picture, now) : saidAfter(before, said, now)), image }
}

type SaidEnd = Omit<FetchEnd, 'image'>

function saidAfter(before: FetchRow, said: NonNullable<FetchedSubject['said']>, now: Date): SaidEnd {
  if (said.kind === 'failing') return failed(before, said.reason, now)
  const good = { reason: null, failureCount: 0, fetchedAt: now, staleAfterMs: freshForMs(said.cacheControl) }
  const known = { metadata: before.metadata, etag: before.etag, lastModified: before.last_modified }
  switch (said.kind) {
    case 'unchanged':
      return { ...good, ...known, outcome: before.metadata === null ? 'not_json' : 'fresh' }
    case 'not_json':
      return { ...good, metadata: null, etag: null, lastModified: null, outcome: 'not_json' }
    case 'metadata':
      return {
        ...good,
        metadata: said.metadata,
        etag: said.etag,
        lastModified: said.lastModified,
        outcome: 'fresh',
      }
  }
}

/** Of an app only its picture is fetched. */
function appAfter(before: FetchRow, picture: FetchedSubject['picture'], now: Date): SaidEnd {
  if (picture.kind === 'problem') return failed(before, picture.problem, now)
  const fetched = { ...nothingSaid, fetchedAt: now, staleAfterMs: freshForMs(null) }
  return { ...fetched, outcome: 'fresh', reason: null, failureCount: 0 }
}

const nothingSaid = { metadata: null, etag: null, lastModified: null }

function failed(before: FetchRow, reason: string, now: Date): SaidEnd {
  const failureCount = before.failure_count + 1
  const copy = { metadata: before.metadata, etag: before.etag, lastModified: before.last_modified }
  return {
    ...(isCopyKept(before.fetched_at, now) ? copy : nothingSaid),
    ...{ outcome: 'failing', reason: reason.slice(0, failureReasonMax), failureCount },
    ...{ fetchedAt: before.fetched_at, staleAfterMs: waitAfterFailuresMs(failureCount) },
  }
}

const noImage = {
  source: null,
  digest: null,
  rawDigest: null,
  etag: null,
  lastModified: null,
  fetchedAt: null,
}

function imageAfter(before: FetchRow, picture: FetchedSubject['picture'], now: Date): FetchEnd['image'] {
  if (picture.kind === 'none') return { ...noImage, problem: null }
  const { source } = picture
  const copy = {
    ...{ source: before.image_source, digest: before.image_digest, rawDigest: before.image_raw_digest },
    ...{
      etag: before.image_etag,
      lastModified: before.image_last_modified,
      fetchedAt: before.image_fetched_at,
    },
  }
  if (picture.kind === 'unchanged') return { ...copy, fetchedAt: now, problem: null }
  if (picture.kind === 'image') {
    const { image, rawDigest, etag, lastModified } = picture
    return { source, digest: image.digest, rawDigest, etag, lastModified, fetchedAt: now, problem: null }
  }
  const problem = picture.problem.slice(0, failureReasonMax)
  const isKept =
    !picture.isFinal && before.image_source === source && isCopyKept(before.image_fetched_at, now)
  return isKept ? { ...copy, problem } : { ...noImage, source, problem }
}
