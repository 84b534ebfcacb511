/** What staff post by hand: more or less, how much of which currency, and why. */
import type { ApiProblem } from '../api/problem.ts'
import { useRead } from '../api/queries.ts'
import { useCommunityParams } from '../app/community.tsx'
import { Field } from '../ui/field.tsx'
import { Input, Select } from '../ui/input.tsx'

export interface AdjustmentEntry {
  asset: string
  operator: string
  /** Digits, as they were typed. */
  amount: string
  reason: string
}

export const emptyAdjustment: AdjustmentEntry = { asset: 'coins', operator: 'add', amount: '', reason: '' }

interface Props {
  entry: AdjustmentEntry
  /** What the two directions are called. */
  verbs: { add: string; subtract: string }
  reasonHint?: string
  problem: ApiProblem | null
  onChange: (part: Partial<AdjustmentEntry>) => void
}

export function AdjustmentFields({ entry, verbs, reasonHint, problem, onChange }: Props) {
  const assets = useRead('listAssets', { params: useCommunityParams() })
  return (
    <>
      <div className="grid grid-cols-[7rem_1fr_7rem] gap-2 max-sm:grid-cols-2">
        <Field label="Operator">
          <Select
            value={entry.operator}
            onPick={(operator) => onChange({ operator })}
            options={[
              { value: 'add', label: verbs.add },
              { value: 'subtract', label: verbs.subtract },
            ]}
          />
        </Field>
        <Field label="Amount" error={problem?.errorOf('amount')}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={entry.amount}
            onChange={(event) => onChange({ amount: event.target.value.replace(/[^\d]/g, '') })}
          />
        </Field>
        <Field label="Currency" error={problem?.errorOf('asset')}>
          <Select
            value={entry.asset}
            onPick={(asset) => onChange({ asset })}
            options={(assets.data?.data ?? [])
              .filter(({ isRetired }) => !isRetired)
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Field>
      </div>
      <Field
        label="Reason"
        {...(reasonHint === undefined ? {} : { hint: reasonHint })}
        error={problem?.errorOf('reason')}
      >
        <Input
          maxLength={150}
          autoComplete="off"
          value={entry.reason}
          onChange={(event) => onChange({ reason: event.target.value })}
        />
      </Field>
    </>
  )
}
