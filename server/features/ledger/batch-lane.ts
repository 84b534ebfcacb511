/** The lane of postings that are nothing but themselves: each succeeds or is refused on its own, and one commit serves many. */
import { type Database, inTransaction } from '../../platform/db/database.ts'
import { type Lane, startLane } from '../../platform/db/lane.ts'
import type { Events } from '../../platform/events/events.ts'
import type { Ids } from '../../platform/ids.ts'
import { listPostedCauses } from './ledger.store.ts'
import { AlreadyPosted, causeKey, postIn } from './post-in.ts'
import type { Posting, PostingOutcome } from './posting.ts'

const batchPostingsMax = 256

type PostingContext = { db: Database; ids: Ids; events: Events }

export function startBatchLane(ctx: PostingContext): Lane<Posting, PostingOutcome> {
  return startLane<Posting, PostingOutcome>({
    batchMax: batchPostingsMax,
    nameOf: causeKey,
    run: (postings) => postBatch(ctx, postings),
  })
}

const alreadyPosted: PostingOutcome = {
  isPosted: false,
  refusal: 'already_posted',
  line: null,
  balance: null,
}

async function postBatch(ctx: PostingContext, postings: readonly Posting[]): Promise<PostingOutcome[]> {
  let repeated: ReadonlySet<string> = new Set()
  for (;;) {
    const fresh = postings.filter((posting) => !repeated.has(causeKey(posting)))
    try {
      const outcomes = await inTransaction(ctx.db, (tx) => postIn(ctx, tx, fresh))
      const byCause = new Map(fresh.map((posting, index) => [causeKey(posting), outcomes[index]]))
      return postings.map((posting) => byCause.get(causeKey(posting)) ?? alreadyPosted)
    } catch (error) {
      if (!(error instanceof AlreadyPosted)) throw error
      repeated = await findRepeated(ctx.db, postings)
    }
  }
}

async function findRepeated(db: Database, postings: readonly Posting[]): Promise<ReadonlySet<string>> {
  const causes = postings.map(({ communityId, cause, part }) => ({
    communityId,
    causeId: cause.id,
    part: part ?? 0,
  }))
  const posted = await listPostedCauses(db, causes)
  return new Set(posted.map((row) => `${row.community_id} ${row.cause_id} ${row.part}`))
}
