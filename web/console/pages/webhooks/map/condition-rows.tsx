/** Conditions as sentences: "Only if $.event is won", one below the other; all of them must hold. */
import { X } from 'lucide-react'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { comparesWithNothing, conditionOptions, type DraftCondition } from './draft-conditions.rules.ts'
import { PathInput } from './path-input.tsx'
import type { LineRoot } from './payload-path.rules.ts'

interface Props {
  conditions: readonly DraftCondition[]
  onChange: (conditions: readonly DraftCondition[]) => void
  root: LineRoot | null
  describedBy: string
}

export function ConditionRows({ conditions, onChange, root, describedBy }: Props) {
  const change = (at: number, part: Partial<DraftCondition>) =>
    onChange(conditions.map((condition, index) => (index === at ? { ...condition, ...part } : condition)))
  return (
    <ul aria-label="Conditions" className="flex flex-col gap-2 empty:hidden">
      {conditions.map((condition, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions are told apart by their place only
        <li key={index} className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
          <span className="w-12 shrink-0">{index === 0 ? 'Only if' : 'and'}</span>
          <span className="flex min-w-0 flex-1 basis-40">
            <PathInput
              label={`Path of condition ${index + 1}`}
              value={condition.path}
              onChange={(path) => change(index, { path })}
              root={root}
              describedBy={describedBy}
            />
          </span>
          <Select
            aria-label={`Comparison of condition ${index + 1}`}
            value={condition.is}
            onPick={(is) => change(index, { is: is as DraftCondition['is'] })}
            options={conditionOptions}
            className="w-44"
          />
          {!comparesWithNothing(condition.is) && (
            <Input
              aria-label={`Value of condition ${index + 1}`}
              aria-describedby={describedBy}
              placeholder={condition.is === 'in' ? 'won, drew' : ''}
              value={condition.value}
              maxLength={4000}
              autoComplete="off"
              className="flex-1 basis-24"
              onChange={(event) => change(index, { value: event.target.value })}
            />
          )}
          <IconButton
            size="small"
            label={`Remove condition ${index + 1}`}
            icon={X}
            onClick={() => onChange(conditions.filter((_, at) => at !== index))}
          />
        </li>
      ))}
    </ul>
  )
}
