/**
 * The sample that a mapping is made from: a caught request (its receipt stands in the address of the page) or a
 * pasted mock. Catch takes the newest request at once, or waits for the next one.
 */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { FailureReason } from '../../../../../contracts/receipts.ts'
import type { Answer } from '../../../../api/contract-types.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import { useRead } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'

const webhookRoute = getRouteApi('/console/$community/webhooks/$webhookId')

const pollMs = 1000
/** The id of the element that shows the sample. */
export const sampleAnchor = 'sample'

export type RecentRequest = Answer<'listIncomingWebhookSamples'>['data'][number]

export interface Sample {
  /** Null for a pasted one. */
  receiptId: string | null
  receivedAt: string | null
  payload: unknown
  problem: FailureReason | null
}

/** Undefined while there is none, or while it could not be read. */
export const payloadOf = (sample: Sample | null): unknown =>
  sample === null || sample.problem !== null ? undefined : sample.payload

export interface Sampling {
  sample: Sample | null
  recent: readonly RecentRequest[]
  isLoading: boolean
  problem: ApiProblem | null
  reload: () => void
  isWaiting: boolean
  /** Takes the newest request, or starts waiting when there is none that is newer than the sample. */
  catchNewest: () => void
  stopWaiting: () => void
  choose: (receiptId: string) => void
  paste: (payload: unknown) => void
}

export function useSample(webhook: IncomingWebhook): Sampling {
  const { communityId } = useMembership()
  const { sample: chosenId } = webhookRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/webhooks/$webhookId' })
  const params = { communityId, webhookId: webhook.id }
  const [pasted, setPasted] = useState<{ payload: unknown } | null>(null)
  /** While waiting: the newest receipt of before, which does not count. */
  const [waitsAfter, setWaitsAfter] = useState<string | null | undefined>(undefined)
  const isWaiting = waitsAfter !== undefined

  const samples = useRead('listIncomingWebhookSamples', { params })
  const recent = samples.data?.data ?? []
  const isOld = chosenId !== undefined && samples.data !== undefined && !recent.some(isOf(chosenId))
  const old = useRead(
    'getReceipt',
    { params: { communityId, receiptId: chosenId ?? '' } },
    { isEnabled: isOld },
  )
  const newest = useRead(
    'listIncomingWebhookReceipts',
    { params, query: { limit: 1 } },
    { isEnabled: isWaiting, refetchMs: isWaiting ? pollMs : false },
  )

  const choose = (receiptId: string | undefined) => {
    setPasted(null)
    setWaitsAfter(undefined)
    void navigate({
      search: ({ sample: _, ...present }) =>
        receiptId === undefined ? present : { ...present, sample: receiptId },
      replace: true,
      resetScroll: false,
    })
  }
  const take = (receiptId: string) => {
    choose(receiptId)
    window.requestAnimationFrame(() => window.requestAnimationFrame(showSample))
  }
  const newestId = newest.data?.data[0]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new request ends the waiting
  useEffect(() => {
    if (!isWaiting || newestId === undefined || newestId === waitsAfter) return
    void samples.refetch().then(() => take(newestId))
  }, [newestId, isWaiting])

  const catchNewest = async () => {
    const { data } = await samples.refetch()
    const [first] = data?.data ?? []
    const isNew = first !== undefined && (pasted !== null || first.receiptId !== shownId)
    if (isNew) take(first.receiptId)
    else setWaitsAfter(first?.receiptId ?? null)
  }

  // A webhook that is mapped already opens with its newest request, so that its mapping can be read at once.
  const shownId = chosenId ?? (webhook.mapping === null ? undefined : recent.find(isReadable)?.receiptId)
  const caught = recent.find(isOf(shownId))
  return {
    sample: pasted
      ? { receiptId: null, receivedAt: null, payload: pasted.payload, problem: null }
      : (caught ?? (isOld && old.data ? sampleOf(old.data) : null)),
    recent,
    isLoading: samples.isPending || (isOld && old.isPending),
    problem: samples.data === undefined ? samples.error : null,
    reload: () => void samples.refetch(),
    isWaiting,
    catchNewest: () => void catchNewest(),
    stopWaiting: () => setWaitsAfter(undefined),
    choose,
    paste: (payload) => {
      choose(undefined)
      setPasted({ payload })
    },
  }
}

/** Brings what was caught into view when it came in below the window. */
function showSample(): void {
  const element = document.getElementById(sampleAnchor)
  if (element === null || element.getBoundingClientRect().bottom <= window.innerHeight) return
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' })
}

const isReadable = ({ problem }: RecentRequest) => problem === null

const isOf = (id: string | undefined) => (request: RecentRequest) => request.receiptId === id

const sampleOf = ({ id, receivedAt, payload, failure }: Answer<'getReceipt'>): Sample => ({
  receiptId: id,
  receivedAt,
  payload,
  problem: payload === null ? (failure?.reason ?? null) : null,
})
