/** The filters of Histories: status, webhook, and days. */
import { FilterX } from 'lucide-react'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { withPart } from '../../../search.rules.ts'
import type { HistoriesSearch } from './histories-query.rules.ts'

interface Props {
  search: HistoriesSearch
  onChange: (search: HistoriesSearch) => void
}

const statusOptions = [
  { value: 'success', label: 'Success' },
  { value: 'failed', label: 'Failed' },
  { value: 'pending', label: 'Pending' },
  { value: 'waiting', label: 'Waiting' },
]

export function HistoriesFilters({ search, onChange }: Props) {
  const webhooks = useRead('listIncomingWebhooks', { params: useCommunityParams(), query: { limit: 200 } })
  const names = (webhooks.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const { webhook } = search
  const isListed = webhook === undefined || names.some(({ value }) => value === webhook)
  const change = (key: keyof HistoriesSearch) => (value: string) => onChange(withPart(search, key, value))
  const isFiltered = Object.keys(search).length > 0
  return (
    <>
      <Select
        aria-label="Status"
        value={search.status ?? ''}
        placeholder="Every status"
        onPick={change('status')}
        options={statusOptions}
        className="w-36 max-sm:w-[calc(50%-0.25rem)]"
      />
      <Select
        aria-label="Webhook"
        value={webhook ?? ''}
        placeholder="Every webhook"
        onPick={change('webhook')}
        options={isListed ? names : [...names, { value: webhook, label: 'A deleted webhook' }]}
        className="w-44 max-sm:w-[calc(50%-0.25rem)]"
      />
      <div className="flex min-w-0 items-center gap-2 max-sm:w-full max-sm:items-end">
        <DayInput label="From" value={search.from} onChange={change('from')} />
        <DayInput label="To" value={search.to} onChange={change('to')} />
        <IconButton
          label="Clear"
          icon={FilterX}
          className={isFiltered ? '' : 'invisible max-sm:hidden'}
          onClick={() => onChange({})}
        />
      </div>
    </>
  )
}

function DayInput(props: { label: string; value: string | undefined; onChange: (day: string) => void }) {
  return (
    <div className="flex min-w-0 items-center gap-2 text-13 text-ink-3 max-sm:flex-1 max-sm:flex-col max-sm:items-stretch max-sm:gap-0">
      <span aria-hidden>{props.label}</span>
      <Input
        type="date"
        aria-label={props.label}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value)}
        className="w-[8.5rem] text-13 max-sm:w-full"
      />
    </div>
  )
}
