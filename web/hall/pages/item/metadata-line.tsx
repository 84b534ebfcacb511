/** Since when what the game says of an item is known, or that it says nothing now. */
import type { ItemMetadata } from '../../../../contracts/item-metadata.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { metadataLine } from './item-facts.rules.ts'

export function MetadataLine({ metadata }: { metadata: ItemMetadata }) {
  const line = metadataLine(metadata)
  if (!line) return null
  return (
    <p className="text-12 text-ink-3">
      {line.words} {line.at && <RelativeTime at={line.at} className="whitespace-nowrap" />}
    </p>
  )
}
