/** Uses up units of a time-limited item: which tier and how many, with the end before and after. */
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import type { Period } from '../../../../contracts/periods.ts'
import { useWrite } from '../../../api/queries.ts'
import { useRetryKey } from '../../../api/use-retry-key.ts'
import { useMembership } from '../../../app/community.tsx'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { DetailsList } from '../../../ui/details-list.tsx'
import { Field } from '../../../ui/field.tsx'
import { Select } from '../../../ui/input.tsx'
import { useNow } from '../../../ui/relative-time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { QuantityField } from '../item/quantity-field.tsx'
import { UnitsDialog } from '../item/units-dialog.tsx'
import { activeUntil, endAfter, momentWords } from './active-time.rules.ts'

interface Props {
  item: Item
  /** Those with units that are available. */
  holdings: readonly Holding[]
  period: Period | undefined
  onClose: () => void
}

export function ActivateDialog({ item, holdings, period, onClose }: Props) {
  const { communityId } = useMembership()
  const toast = useToast()
  const now = useNow()
  const [entry, setEntry] = useState({ tier: holdings[0]?.tier ?? '', units: '1' })
  const activate = useWrite('activateItem', {
    refreshes: ['listPeriods', 'getInventory', 'listGamificationLogs'],
  })
  const keyOf = useRetryKey(activate.error)
  const holding = holdings.find(({ tier }) => tier === entry.tier)
  const most = holding?.available ?? 0
  const units = Number(entry.units)
  const isFit = units >= 1 && units <= most
  const running = activeUntil(period, now)
  const end = endAfter(running, (holding?.seconds ?? 0) * units, now)
  const change = (part: Partial<typeof entry>) => {
    setEntry({ ...entry, ...part })
    activate.reset()
  }
  const submit = () => {
    if (!isFit) return
    const body = { tier: entry.tier, units }
    activate.mutate(
      { params: { communityId, itemId: item.id }, body, idempotencyKey: keyOf(body) },
      {
        onSuccess: ({ expiresAt }) => {
          onClose()
          toast.done(`${item.name} is active until ${momentWords(new Date(expiresAt))}`)
        },
      },
    )
  }
  return (
    <UnitsDialog
      id="activate-units"
      title={`Activate ${item.name}`}
      description="What is activated is used up; its time runs from then on."
      onClose={onClose}
      action={`Activate ${unitsOf(units)}`}
      isPending={activate.isPending}
      isReady={isFit}
      problem={activate.error}
      onSubmit={submit}
    >
      {holdings.length > 1 && (
        <Field label="Tier">
          <Select
            value={entry.tier}
            onPick={(tier) => change({ tier })}
            options={holdings.map(({ tier, seconds, available }) => ({
              value: tier,
              label: `${durationWords(seconds ?? 0)} each, ${formatCount(available)} available`,
            }))}
          />
        </Field>
      )}
      <QuantityField
        label="Units"
        hint={`${formatCount(most)} available, ${durationWords(holding?.seconds ?? 0)} each.`}
        value={entry.units}
        most={most}
        onChange={(value) => change({ units: value })}
      />
      <div aria-live="polite" className="rounded-md bg-sunken px-3 py-2">
        <DetailsList
          items={[
            {
              name: 'Active now',
              value: running === undefined ? 'No' : `Until ${momentWords(running)}`,
            },
            { name: 'Afterwards', value: isFit ? `Until ${momentWords(end)}` : '–' },
          ]}
        />
      </div>
    </UnitsDialog>
  )
}
