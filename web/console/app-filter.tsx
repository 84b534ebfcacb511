/** A filter by app: a community has 100 of them at most, so all stand in one list. */
import { useRead } from '../api/queries.ts'
import { useCommunityParams } from '../app/community.tsx'
import { Select } from '../ui/input.tsx'

interface Props {
  value: string | undefined
  onPick: (appId: string | undefined) => void
}

export function AppFilter({ value, onPick }: Props) {
  const apps = useRead('listApps', { params: useCommunityParams(), query: { limit: 100 } })
  return (
    <Select
      aria-label="App"
      placeholder="All apps"
      value={value ?? ''}
      onPick={(picked) => onPick(picked === '' ? undefined : picked)}
      options={(apps.data?.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      className="w-40"
    />
  )
}
