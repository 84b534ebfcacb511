/** Adds or takes XP or Coins by hand, with a reason; it offers to take the adjustment back. */
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { assetName, formatAmount, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function AdjustBalanceDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const params = { ...useCommunityParams(), memberId: member.id }
  const toast = useToast()
  const assets = useRead('listAssets', { params: { communityId: params.communityId } })
  const balances = useRead('listBalances', { params })
  const [entry, setEntry] = useState({ asset: 'coins', operator: 'add', amount: '', reason: '' })
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
        <div className="grid grid-cols-[7rem_1fr_7rem] gap-2 max-sm:grid-cols-2">
          <Field label="Operator">
            <Select
              value={entry.operator}
              onPick={(operator) => change({ operator })}
              options={[
                { value: 'add', label: 'Add' },
                { value: 'subtract', label: 'Subtract' },
              ]}
            />
          </Field>
          <Field label="Amount" error={adjust.error?.errorOf('amount')}>
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={entry.amount}
              onChange={(event) => change({ amount: event.target.value.replace(/[^\d]/g, '') })}
            />
          </Field>
          <Field label="Currency" error={adjust.error?.errorOf('asset')}>
            <Select
              value={entry.asset}
              onPick={(asset) => change({ asset })}
              options={(assets.data?.data ?? [])
                .filter(({ isRetired }) => !isRetired)
                .map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Field>
        </div>
        <Field label="Reason" hint="Shown to the member." error={adjust.error?.errorOf('reason')}>
          <Input
            maxLength={150}
            autoComplete="off"
            value={entry.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Field>
        <p aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-13 text-ink-2">
          {assetName(entry.asset)}: {formatCount(now)} now
          {amount !== null && `, ${formatCount(now + amount)} afterwards`}
          {amount !== null && now + amount < 0 && '. The balance is too small for that.'}
        </p>
      </Form>
    </Dialog>
  )
}
