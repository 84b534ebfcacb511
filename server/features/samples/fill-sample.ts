/**
 * Makes the sample community: founds it some days ago, gives it members, fields and webhooks, and lets everything
 * happen that the story tells, each step in a transaction of its own moment. One that was interrupted begins anew.
 */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { deleteCommunityRows } from '../../platform/db/delete-community-rows.ts'
import { invariant } from '../../platform/invariant.ts'
import { findAccount } from '../access/index.ts'
import { type CommunitiesOffer, createMember, deleteCommunityRow } from '../communities/index.ts'
import { createField } from '../fields/index.ts'
import type { IncomingOffer } from '../incoming/index.ts'
import { atMoment } from './at-moment.ts'
import { makeWebhooks, type SampleWebhooks } from './make-webhooks.ts'
import { sampleActor } from './sample-actor.ts'
import { lockSampleRow, type SampleRow, updateRun, updateSample } from './samples.store.ts'
import { cast, castFields, sampleName } from './story/cast.rules.ts'
import { type Step, storyDays, storyUntil } from './story/traffic.rules.ts'
import { type Members, takeStep } from './take-step.ts'

export interface SampleParts {
  communities: Pick<CommunitiesOffer, 'found'>
  incoming: IncomingOffer
}

interface Founded {
  communityId: string
  members: Members
  webhooks: SampleWebhooks
}

const dayMs = 86_400_000
const hourMs = 3_600_000

export async function fillSample(ctx: Context, parts: SampleParts): Promise<void> {
  const run = await beginRun(ctx)
  if (!run) return
  if (run.sample.sample_id !== null) {
    await deleteCommunityRows(ctx.db, run.sample.sample_id, async () => {})
    await deleteCommunityRow(ctx.db, run.sample.sample_id)
  }
  const now = run.sample.started_at.getTime()
  const steps = storyUntil(now)
  const founded = await ctx.inTransaction(async (tx) => {
    if (!(await isWanted(tx, run))) return undefined
    const pastCtx = await atMoment(ctx, tx, now - storyDays * dayMs - hourMs)
    const made = await found(pastCtx, tx, parts, run.sample.owner_account_id)
    await updateSample(tx, { ...progressOf(made, 0, steps.length), state: 'making' })
    return made
  })
  if (founded) await tellStory(ctx, parts, run, founded, steps)
}

interface Run {
  id: string
  sample: SampleRow
}

/** Replaces a run that was interrupted. */
async function beginRun(ctx: Context): Promise<Run | undefined> {
  return ctx.inTransaction(async (tx) => {
    const sample = await lockSampleRow(tx)
    if (sample?.state !== 'making') return undefined
    const id = ctx.ids.next()
    await updateRun(tx, id)
    return { id, sample }
  })
}

/** False once the sample is being removed, or another run has begun anew. */
async function isWanted(tx: Transaction, run: Run): Promise<boolean> {
  const sample = await lockSampleRow(tx)
  return sample?.state === 'making' && sample.run_id === run.id
}

async function tellStory(
  ctx: Context,
  parts: SampleParts,
  run: Run,
  founded: Founded,
  steps: readonly Step[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const isDone = await ctx.inTransaction(async (tx) => {
      if (!(await isWanted(tx, run))) return false
      await takeStep(await atMoment(ctx, tx, step.at), tx, parts.incoming, founded, step)
      const state = index + 1 === steps.length ? 'ready' : 'making'
      await updateSample(tx, { ...progressOf(founded, index + 1, steps.length), state })
      return true
    })
    if (!isDone) return
  }
}

const progressOf = ({ communityId }: Founded, doneCount: number, totalCount: number) => ({
  sampleId: communityId,
  doneCount,
  totalCount,
})

async function found(
  ctx: Context,
  tx: Transaction,
  { communities, incoming }: SampleParts,
  ownerAccountId: string,
): Promise<Founded> {
  const account = await findAccount(tx, ownerAccountId)
  invariant(account, 'the owner of the sample community has an account')
  const { communityId } = await communities.found(ctx, tx, sampleActor(ctx), {
    name: sampleName,
    owner: { accountId: account.id, email: account.email, displayName: account.name },
    isSample: true,
  })
  for (const field of castFields) await createField(ctx, sampleActor(ctx), { communityId, ...field })
  const members: Members = new Map()
  for (const person of cast) {
    const { id } = await createMember(ctx, sampleActor(ctx), { communityId, ...person })
    members.set(person.username, id)
  }
  return { communityId, members, webhooks: await makeWebhooks(ctx, incoming, communityId) }
}
