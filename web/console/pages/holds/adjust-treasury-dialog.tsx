/** Pays newly issued units into the treasury, or takes units of it out of circulation, with a reason. */
import { useState } from 'react'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { AdjustmentFields, emptyAdjustment } from '../../adjustment-fields.tsx'

export function AdjustTreasuryDialog({ onClose }: { onClose: () => void }) {
  const params = useCommunityParams()
  const toast = useToast()
  const [entry, setEntry] = useState(emptyAdjustment)
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
        <AdjustmentFields
          entry={entry}
          verbs={{ add: 'Pay in', subtract: 'Take out' }}
          problem={adjust.error}
          onChange={change}
        />
      </Form>
    </Dialog>
  )
}
