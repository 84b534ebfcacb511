/** Adds or takes XP or Coins by hand, with a reason; it offers to take the adjustment back. */
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { assetName, formatAmount, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { AdjustmentFields, emptyAdjustment } from '../../adjustment-fields.tsx'

export function AdjustBalanceDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const params = { ...useCommunityParams(), memberId: member.id }
  const toast = useToast()
  const balances = useRead('listBalances', { params })
  const [entry, setEntry] = useState(emptyAdjustment)
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const adjust = useWrite('adjustBalance', {
    refreshes: [
      'listBalances',
      'listMemberBalances',
      'listGamificationLogs',
      'listTransfers',
      'listSupplies',
    ],
  })

  const size = /^\d{1,16}$/.test(entry.amount) ? Number(entry.amount) : null
  const amount = size === null ? null : entry.operator === 'add' ? size : -size
  const now = balances.data?.data.find(({ asset }) => asset === entry.asset)?.amount ?? 0

  const submit = () =>
    adjust.mutate(
      // What is no whole number is sent as 0, so that the server's own words explain it.
      { params, body: { asset: entry.asset, amount: amount ?? 0, reason: entry.reason.trim() } },
      {
        onSuccess: (log) => {
          onClose()
          toast.done(
            `${formatAmount(log.amount, 'change')} ${assetName(log.asset)} for ${member.displayName}`,
            () => {
              const reason = `Undo: ${entry.reason.trim()}`.slice(0, 150)
              adjust.mutateAsync({ params, body: { asset: log.asset, amount: -log.amount, reason } }).then(
                () => toast.done('The adjustment was taken back'),
                (error: unknown) => toast.failed('The adjustment could not be taken back', error),
              )
            },
          )
        },
      },
    )

  return (
    <Dialog
      title={`Adjust a balance of ${member.displayName}`}
      description="Becomes a line of Gamification Logs with your name and this reason."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="adjust-balance" variant="primary" isPending={adjust.isPending}>
            Post the adjustment
          </Button>
        </>
      }
    >
      <Form id="adjust-balance" problem={adjust.error} onSubmit={submit}>
        <AdjustmentFields
          entry={entry}
          verbs={{ add: 'Add', subtract: 'Subtract' }}
          reasonHint="Shown to the member."
          problem={adjust.error}
          onChange={change}
        />
        <p aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-13 text-ink-2">
          {assetName(entry.asset)}: {formatCount(now)} now
          {amount !== null && `, ${formatCount(now + amount)} afterwards`}
          {amount !== null && now + amount < 0 && '. The balance is too small for that.'}
        </p>
      </Form>
    </Dialog>
  )
}
