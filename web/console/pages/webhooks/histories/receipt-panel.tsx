/** One received request beside Histories: Details, Request, Effects and Runs, each with its own address. */
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useRead } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { SidePanel } from '../../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { ReceiptDetailsTab } from './receipt-details.tsx'
import { ReceiptEffects } from './receipt-effects.tsx'
import { ReceiptRequest } from './receipt-request.tsx'
import { ReceiptRuns } from './receipt-runs.tsx'

const receiptRoute = getRouteApi('/console/$community/webhooks/histories/$receiptId')

const pendingPollMs = 1500

export function ReceiptPanel() {
  const { communityId } = useMembership()
  const { receiptId } = useParams({ from: '/console/$community/webhooks/histories/$receiptId' })
  const { tab = 'details' } = receiptRoute.useSearch()
  const navigate = useNavigate()
  const params = { communityId, receiptId }
  const receipt = useRead('getReceipt', { params })
  const isQueued = receipt.data?.status === 'pending' && receipt.data.outcome === null
  useRead('getReceipt', { params }, { refetchMs: isQueued ? pendingPollMs : false })
  const fields = useRead('listFields', { params: { communityId } })
  const fieldNames = useMemo(
    () => new Map((fields.data?.data ?? []).map(({ key, name }) => [key, name])),
    [fields.data],
  )

  const close = () =>
    void navigate({
      to: '/console/$community/webhooks/histories',
      params: { community: communityId },
      search: ({ tab: _, ...filters }) => filters,
      resetScroll: false,
    })
  const choose = (chosen: string) =>
    void navigate({
      to: '/console/$community/webhooks/histories/$receiptId',
      params: { community: communityId, receiptId },
      search: (present) => ({ ...present, tab: chosen }),
      replace: true,
      resetScroll: false,
    })

  return (
    <SidePanel
      kind="Request"
      title={receipt.data?.webhookName ?? 'Request'}
      rowKey={receiptId}
      width="wide"
      onClose={close}
      actions={<CurlButton name="getReceipt" input={{ params }} />}
    >
      {receipt.data ? (
        <Tabs
          label="About this request"
          value={tab}
          onChange={choose}
          tabs={[
            {
              value: 'details',
              label: 'Details',
              content: <ReceiptDetailsTab receipt={receipt.data} fieldNames={fieldNames} />,
            },
            { value: 'request', label: 'Request', content: <ReceiptRequest receipt={receipt.data} /> },
            {
              value: 'effects',
              label: 'Effects',
              count: receipt.data.effects.length,
              content: <ReceiptEffects receipt={receipt.data} fieldNames={fieldNames} />,
            },
            {
              value: 'runs',
              label: 'Runs',
              count: receipt.data.runs.length,
              content: <ReceiptRuns receipt={receipt.data} />,
            },
          ]}
        />
      ) : receipt.error ? (
        <ErrorState problem={receipt.error} what="this request" onRetry={() => void receipt.refetch()} />
      ) : (
        <SkeletonLines count={9} label="Loading the request" />
      )}
    </SidePanel>
  )
}
