/** The filters of Deliveries: endpoint, status and type of event. */
import { FilterX } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { withPart } from '../../search.rules.ts'
import type { DeliveriesSearch } from './deliveries-query.rules.ts'
import { deliveryStatusOptions } from './delivery-status-mark.tsx'

interface Props {
  search: DeliveriesSearch
  onChange: (search: DeliveriesSearch) => void
}

export function DeliveriesFilters({ search, onChange }: Props) {
  const endpoints = useRead('listEndpoints', { params: useCommunityParams() })
  const catalog = useRead('listEventTypes', {})
  const names = (endpoints.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const types = (catalog.data?.data ?? []).map(({ name }) => ({ value: name, label: name }))
  const change = (key: keyof DeliveriesSearch) => (value: string) => onChange(withPart(search, key, value))
  const isFiltered = Object.keys(search).length > 0
  return (
    <>
      <Select
        aria-label="Status"
        value={search.status ?? ''}
        placeholder="Every status"
        onPick={change('status')}
        options={deliveryStatusOptions}
        className="w-36 max-sm:w-[calc(50%-0.25rem)]"
      />
      <Select
        aria-label="Outgoing webhook"
        value={search.endpoint ?? ''}
        placeholder="Every endpoint"
        onPick={change('endpoint')}
        options={withChosen(names, search.endpoint, 'A deleted one')}
        className="w-40 max-sm:w-[calc(50%-0.25rem)]"
      />
      <Select
        aria-label="Event"
        value={search.type ?? ''}
        placeholder="Every event"
        onPick={change('type')}
        options={withChosen(types, search.type, search.type ?? '')}
        className="w-40 max-sm:flex-1"
      />
      <IconButton
        label="Clear"
        icon={FilterX}
        className={isFiltered ? '' : 'invisible max-sm:hidden'}
        onClick={() => onChange({})}
      />
    </>
  )
}

interface Option {
  value: string
  label: string
}

/** What the address names is always among the options, known or not. */
function withChosen(
  options: readonly Option[],
  chosen: string | undefined,
  label: string,
): readonly Option[] {
  const isListed = chosen === undefined || options.some(({ value }) => value === chosen)
  return isListed ? options : [...options, { value: chosen, label }]
}
