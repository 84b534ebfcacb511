/** Undoes a fill: every line that moves back is shown first, and the name of the item is typed, because a reversal stays. */
import { useState } from 'react'
import type { Fill } from '../../../../contracts/fills.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { linesOfReversal } from './reversal.rules.ts'

export function ReverseFillDialog({ fill, onClose }: { fill: Fill; onClose: () => void }) {
  const params = { ...useCommunityParams(), fillId: fill.id }
  const toast = useToast()
  const [entry, setEntry] = useState({ reason: '', coverFromFees: false, typed: '' })
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const reverse = useWrite('reverseFill', {
    refreshes: ['listFills', 'listOrders', 'listTransfers', 'listBalances', 'getInventory'],
    onDone: () => {
      onClose()
      toast.done(`The sale of ${fill.itemName} was reversed`)
    },
  })
  const reason = entry.reason.trim()
  const isSure = entry.typed.trim() === fill.itemName.trim() && reason !== ''
  return (
    <Dialog
      title={`Reverse the sale of “${fill.itemName}”?`}
      description="All of it moves back, or nothing does. A reversal cannot be undone; only a new sale would be."
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="reverse-fill"
            variant="danger"
            isPending={reverse.isPending}
            disabled={!isSure}
          >
            Reverse
          </Button>
        </>
      }
    >
      <Form
        id="reverse-fill"
        problem={reverse.error}
        onSubmit={() =>
          isSure && reverse.mutate({ params, body: { reason, coverFromFees: entry.coverFromFees } })
        }
      >
        <ul
          aria-label="What moves back"
          className="flex flex-col divide-y divide-line rounded-md border border-line text-13"
        >
          {linesOfReversal(fill).map(({ what, amount, from, to }) => (
            <li key={what} className="flex items-baseline justify-between gap-4 px-3 py-1.5">
              <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
                {from} <span aria-hidden>→</span>
                <span className="sr-only">to</span> {to}
              </span>
              <span className="shrink-0 font-medium">
                {what === 'units' ? (
                  `${formatCount(amount)} ${amount === 1 ? 'unit' : 'units'}`
                ) : (
                  <Amount value={amount} asset={fill.currency} look="balance" />
                )}
              </span>
            </li>
          ))}
        </ul>
        <Checkbox
          label="Market fees pay what is lacking"
          hint="When the seller or the receiver of the royalty has spent their part. Else nothing moves."
          isChecked={entry.coverFromFees}
          onChange={(coverFromFees) => change({ coverFromFees })}
        />
        <Field
          label="Reason"
          hint="Stands in the histories of both."
          error={reverse.error?.errorOf('reason')}
        >
          <Input
            autoComplete="off"
            maxLength={200}
            value={entry.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Field>
        <Field label={`Type “${fill.itemName}” to reverse it`}>
          <Input
            autoComplete="off"
            value={entry.typed}
            onChange={(event) => change({ typed: event.target.value })}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
