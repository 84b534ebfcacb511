/** What was fetched for an item or an app, as the database keeps it. */
import type { Metadata } from './metadata.rules.ts'

export interface FetchRow {
  community_id: string
  subject_id: string
  kind: 'item' | 'app'
  metadata: Metadata | null
  etag: string | null
  last_modified: string | null
  outcome: 'never' | 'fresh' | 'not_json' | 'failing'
  fetched_at: Date | null
  stale_at: Date
  failing_since: Date | null
  failure_reason: string | null
  failure_count: number
  asked_at: Date | null
  image_source: string | null
  image_digest: Buffer | null
  image_raw_digest: Buffer | null
  image_etag: string | null
  image_last_modified: string | null
  image_fetched_at: Date | null
  image_problem: string | null
  due_at: Date | null
}

/** Of an item or an app: their ids never meet. */
export interface SubjectAddress {
  communityId: string
  subjectId: string
}

/** Few are asked at once of one host; an address that has none is asked of nobody. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '')
