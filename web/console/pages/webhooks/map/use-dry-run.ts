/** The dry run of the mapping as it is being edited, on the sample; it follows the typing after a short pause. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { DryRun } from '../../../../../contracts/dry-runs.ts'
import { call } from '../../../../api/call.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import {
  noProblems,
  type Problems,
  problemsOfDryRun,
  problemsOfRefusal,
  remarksOfDryRun,
} from './problems.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'
import type { Sample } from './use-sample.ts'

const pauseMs = 300
/** Balances move on while the mapping is edited. */
const refreshMs = 5000

const noRemarks: DryRunView['remarks'] = new Map()

export interface DryRunView {
  run: DryRun | null
  /** Problems of the run or of the mapping itself, by place. */
  problems: Problems
  /** What is worth knowing of the parts that work, by place. */
  remarks: ReadonlyMap<string, readonly string[]>
  /** Why there is no run at all: the server could not be asked. */
  failure: ApiProblem | null
  isRunning: boolean
  retry: () => void
}

export function useDryRun(webhookId: string, editor: MappingEditor, sample: Sample | null): DryRunView {
  const { communityId } = useCommunityParams()
  const { draft, reading } = editor
  const asked = useMemo(
    () =>
      JSON.stringify({
        ...(reading.mapping === null ? {} : { mapping: reading.mapping }),
        ...(sample === null
          ? {}
          : sample.receiptId === null
            ? { sample: sample.payload }
            : { receiptId: sample.receiptId }),
      }),
    [reading.mapping, sample],
  )
  const settled = useSettled(asked, pauseMs)
  const isAsked = reading.mapping !== null && sample !== null
  const query = useQuery<DryRun, ApiProblem>({
    queryKey: ['dryRunIncomingWebhook', communityId, webhookId, settled],
    queryFn: ({ signal }) =>
      call('dryRunIncomingWebhook', {
        params: { communityId, webhookId },
        body: JSON.parse(settled),
        idempotencyKey: null,
        signal,
      }),
    enabled: isAsked && settled === asked,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
    refetchInterval: ({ state }) => (state.error === null ? refreshMs : false),
    retry: (count, error) => count < 1 && error.status === 0,
  })
  const run = isAsked ? (query.data ?? null) : null
  const refusal = refusalOf(isAsked ? query.error : null) ?? refusalOf(editor.problem)
  // biome-ignore lint/correctness/useExhaustiveDependencies: problems belong to the draft that was tried
  const problems = useMemo(() => {
    if (refusal !== null) return problemsOfRefusal(refusal.errors, reading.lineKeys)
    return run === null ? noProblems : problemsOfDryRun(run, draft, reading.lineKeys)
  }, [run, refusal])
  // biome-ignore lint/correctness/useExhaustiveDependencies: remarks belong to the draft that was tried
  const remarks = useMemo(() => (run === null ? noRemarks : remarksOfDryRun(run, reading.lineKeys)), [run])
  return {
    run: refusal === null ? run : null,
    problems: isAsked || refusal !== null ? problems : noProblems,
    remarks,
    failure: isAsked && refusal === null && query.data === undefined ? query.error : null,
    isRunning: isAsked && (settled !== asked || query.isPending || query.isPlaceholderData),
    retry: () => void query.refetch(),
  }
}

/** The server's word that the mapping itself is not valid, from a dry run or from a save. */
const refusalOf = (problem: ApiProblem | null) => (problem?.code === 'mapping_invalid' ? problem : null)

/** The value once it has stood still for a while. */
function useSettled(value: string, waitMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), waitMs)
    return () => window.clearTimeout(timer)
  }, [value, waitMs])
  return settled
}
