/** What the catalog says of an item: its description, tiers, limits, tags and attributes. */
import type { ItemMetadata } from '../../../../contracts/item-metadata.ts'
import type { Item } from '../../../../contracts/items.ts'
import { Badge } from '../../../ui/badge.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { Section } from '../../../ui/section.tsx'
import { attributeRows, limitWords, supplyWords, tierWords } from './item-facts.rules.ts'
import { MetadataLine } from './metadata-line.tsx'

interface Props {
  item: Item
  metadata: ItemMetadata | undefined
}

export function AboutItem({ item, metadata }: Props) {
  const attributes = attributeRows(item.shown.attributes)
  return (
    <Section title="About it">
      <div className="flex flex-col gap-4 sm:flex-row sm:gap-6">
        {item.shown.picture !== null && (
          <img
            src={item.shown.picture}
            alt={item.name}
            className="size-48 shrink-0 rounded-md bg-sunken object-contain"
          />
        )}
        <div className="flex min-w-0 flex-1 flex-col gap-4">
          {item.shown.description !== '' && (
            <p className="max-w-[72ch] whitespace-pre-line text-pretty text-14 text-ink [overflow-wrap:anywhere]">
              {item.shown.description}
            </p>
          )}
          <DetailsList
            items={[
              ...(item.kind === 'time_limited'
                ? [{ name: 'One unit adds', value: tierWords(item.tiers) }]
                : []),
              { name: 'How many there are', value: supplyWords(item) },
              { name: 'How many you may hold', value: limitWords(item.maxPerMember) },
              ...(item.tags.length === 0
                ? []
                : [
                    {
                      name: 'Tags',
                      value: (
                        <span className="flex flex-wrap gap-1">
                          {item.tags.map((tag) => (
                            <Badge key={tag}>{tag}</Badge>
                          ))}
                        </span>
                      ),
                    },
                  ]),
            ]}
          />
          {attributes.length > 0 && (
            <div className="flex flex-col gap-2">
              <h3 className="text-12 font-medium text-ink-3">Attributes, as the game tells them</h3>
              <DetailsList items={attributes} />
            </div>
          )}
          {metadata && <MetadataLine metadata={metadata} />}
        </div>
      </div>
    </Section>
  )
}
