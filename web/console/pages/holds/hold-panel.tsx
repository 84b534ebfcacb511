/** The story of one hold: why, from whom, what became of it, and what can be done now. */
import { useState } from 'react'
import type { Hold } from '../../../../contracts/holds.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { LedgerAmount } from '../../../ui/ledger-amount.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { Actor } from '../../actor.tsx'
import { HoldState } from './hold-state.tsx'

/** Read by itself: it may stand on no page of the list that is shown. */
export function HoldPanel({ holdId, onClose }: { holdId: string; onClose: () => void }) {
  const params = { ...useCommunityParams(), holdId }
  const hold = useRead('getHold', { params })
  return (
    <SidePanel kind="Hold" title={hold.data?.purpose ?? 'Hold'} rowKey={holdId} onClose={onClose}>
      {hold.isPending ? (
        <SkeletonLines count={11} label="Loading the hold" />
      ) : hold.error ? (
        <ErrorState problem={hold.error} what="this hold" onRetry={() => void hold.refetch()} />
      ) : (
        <Details hold={hold.data} />
      )}
    </SidePanel>
  )
}

function Details({ hold }: { hold: Hold }) {
  const mayVoid = useMay('adjust_balances') && hold.state === 'pending' && !hold.isKept
  const [isAsking, setAsking] = useState(false)
  const amount = (value: number) => <LedgerAmount value={value} assetName={hold.assetName} look="balance" />
  return (
    <>
      <DetailsList
        items={[
          { name: 'State', value: <HoldState state={hold.state} /> },
          { name: 'Taken from', value: hold.holder.label },
          { name: 'Amount', value: amount(hold.amount) },
          { name: 'Posted for good', value: amount(hold.posted) },
          { name: 'Given back', value: amount(hold.returned) },
          { name: 'Remains', value: amount(hold.remaining) },
          { name: 'Opened', value: <RelativeTime at={hold.openedAt} /> },
          { name: 'By', value: <Actor actor={hold.openedBy} /> },
          { name: 'Until', value: hold.expiresAt ? <RelativeTime at={hold.expiresAt} /> : endOf(hold) },
          { name: 'Ended', value: hold.endedAt ? <RelativeTime at={hold.endedAt} /> : 'Not yet' },
          { name: 'Id', value: <CopyableId id={hold.id} label="Copy the id" /> },
        ]}
      />
      {mayVoid && (
        <div className="pt-4">
          <Button variant="danger" onClick={() => setAsking(true)}>
            Void the hold
          </Button>
        </div>
      )}
      {isAsking && <VoidDialog hold={hold} onClose={() => setAsking(false)} />}
    </>
  )
}

const endOf = ({ isKept }: Hold) => (isKept ? 'What it was opened for ends' : 'Somebody posts or voids it')

function VoidDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const params = { ...useCommunityParams(), holdId: hold.id }
  const toast = useToast()
  const end = useWrite('voidHold', {
    refreshes: [
      'listHolds',
      'getHold',
      'listBalances',
      'listTransfers',
      'listTreasuryBalances',
      'listGamificationLogs',
    ],
    onDone: () => {
      onClose()
      toast.done(`The hold “${hold.purpose}” was voided`)
    },
  })
  return (
    <ConfirmDialog
      question={`Void the hold “${hold.purpose}”?`}
      consequence={`What remains goes back to ${hold.holder.label} at once. Whoever opened the hold can no longer post it.`}
      verb="Void the hold"
      isPending={end.isPending}
      problem={end.error}
      onConfirm={() => end.mutate({ params })}
      onClose={onClose}
    />
  )
}
