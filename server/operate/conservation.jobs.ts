/** Runs the conservation proof: each night of all communities in one pass, and of one when somebody asks. */
import type pg from 'pg'
import type { AssetSums } from '../../contracts/conservation.ts'
import type { Context } from '../context.ts'
import {
  conservationJob,
  type Finding,
  finishRun,
  insertRun,
  listSums,
  noteSteps,
  type RequestedCheck,
  type Scope,
} from '../features/ledger/index.ts'
import { longRead } from '../platform/db/long-read.ts'
import type { JobDefinition } from '../platform/jobs/jobs.ts'
import { findBroken, type OnStep } from './conservation.ts'

type ProofContext = Pick<Context, 'ids' | 'events' | 'inTransaction' | 'log'>

export function conservationJobs(ctx: ProofContext, pool: pg.Pool): JobDefinition[] {
  return [
    {
      name: conservationJob,
      async run(payload) {
        const { communityId, runId } = payload as RequestedCheck
        try {
          const { findings, sums } = await prove(pool, communityId, (steps) =>
            ctx.inTransaction((tx) => noteSteps(tx, communityId, runId, steps)),
          )
          await keep(ctx, communityId, runId, findings, sums)
        } catch (error) {
          const failed = { state: 'failed' as const, problems: [], assets: [] }
          await ctx.inTransaction((tx) => finishRun(tx, communityId, runId, failed))
          throw error
        }
      },
    },
    {
      name: 'operate.prove_conservation_of_all',
      calendar: '40 3 * * *',
      async run() {
        const { findings, sums } = await prove(pool, null)
        for (const communityId of new Set(sums.map((row) => row.community_id))) {
          const runId = ctx.ids.next()
          const isFree = await ctx.inTransaction((tx) => insertRun(tx, communityId, runId))
          if (isFree) await keep(ctx, communityId, runId, findings, sums)
        }
      },
    },
  ]
}

type Sums = Awaited<ReturnType<typeof listSums>>

const prove = (pool: pg.Pool, scope: Scope, onStep?: OnStep): Promise<{ findings: Finding[]; sums: Sums }> =>
  longRead(pool, async (db) => ({
    findings: await findBroken(db, scope, onStep),
    sums: await listSums(db, scope),
  }))

async function keep(
  ctx: ProofContext,
  communityId: string,
  runId: string,
  findings: readonly Finding[],
  sums: Sums,
): Promise<void> {
  const problems = findings
    .filter((finding) => finding.communityId === communityId)
    .map(({ check, words, subject }) => ({ check, words, subject }))
  const assets = sums
    .filter((row) => row.community_id === communityId)
    .map(({ community_id: _, ...row }): AssetSums => row)
  const [first] = problems
  await ctx.inTransaction(async (tx) => {
    await finishRun(tx, communityId, runId, { state: 'done', problems, assets })
    if (!first) return
    await ctx.events.publish(tx, {
      ...{ communityId, type: 'conservation.failed', subjectId: null },
      payload: { runId, problemCount: problems.length, first: first.words },
      actor: { kind: 'system', id: null, label: 'Conservation proof' },
      cause: { kind: 'request', id: runId },
    })
  })
  if (first) ctx.log.error({ communityId, problems }, 'the conservation proof found problems')
}
