/** A filter by asset: all, XP, Coins, and whatever else the community counts. */
import { useRead } from '../api/queries.ts'
import { useCommunityParams } from '../app/community.tsx'
import { Select } from '../ui/input.tsx'

interface Props {
  value: string | undefined
  onPick: (asset: string | undefined) => void
}

export function AssetFilter({ value, onPick }: Props) {
  const assets = useRead('listAssets', { params: useCommunityParams() })
  return (
    <Select
      aria-label="Currency"
      placeholder="All currencies"
      value={value ?? ''}
      onPick={(asset) => onPick(asset === '' ? undefined : asset)}
      options={(assets.data?.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      className="w-40"
    />
  )
}
