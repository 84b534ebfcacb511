/** Pays newly issued units into the treasury, or takes units of it out of circulation, with a reason. */
import { useState } from 'react'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function AdjustTreasuryDialog({ onClose }: { onClose: () => void }) {
  const params = useCommunityParams()
  const toast = useToast()
  const assets = useRead('listAssets', { params })
  const [entry, setEntry] = useState({ asset: 'coins', operator: 'add', amount: '', reason: '' })
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const adjust = useWrite('adjustTreasury', {
    refreshes: ['listTreasuryBalances', 'listTransfers', 'listSupplies'],
    onDone: ({ asset, amount }) => {
      onClose()
      toast.done(`The treasury has ${formatCount(amount)} ${assetName(asset)} now`)
    },
  })
  const size = Number(entry.amount || '0')
  const amount = entry.operator === 'add' ? size : -size
  return (
    <Dialog
      title="Adjust the treasury"
      description="Paying in issues new units; taking out removes them from circulation. Both are ledger lines with your name."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="adjust-treasury" variant="primary" isPending={adjust.isPending}>
            Post the adjustment
          </Button>
        </>
      }
    >
      <Form
        id="adjust-treasury"
        problem={adjust.error}
        onSubmit={() =>
          adjust.mutate({ params, body: { asset: entry.asset, amount, reason: entry.reason.trim() } })
        }
      >
        <div className="grid grid-cols-[7rem_1fr_7rem] gap-2 max-sm:grid-cols-2">
          <Field label="Operator">
            <Select
              value={entry.operator}
              onPick={(operator) => change({ operator })}
              options={[
                { value: 'add', label: 'Pay in' },
                { value: 'subtract', label: 'Take out' },
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
        <Field label="Reason" error={adjust.error?.errorOf('reason')}>
          <Input
            maxLength={150}
            autoComplete="off"
            value={entry.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
