/** What the address of an item says: its state in words, what was fetched, and having it fetched now. */
import { useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ItemMetadata } from '../../../../../contracts/item-metadata.ts'
import type { Item } from '../../../../../contracts/items.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { DetailsList } from '../../../../ui/details-list.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { Picture } from '../picture.tsx'
import { itemReads } from './item-reads.ts'
import { metadataWords } from './metadata-words.rules.ts'

const waitingMs = 1_500

export function MetadataSection({ item }: { item: Item }) {
  const params = { ...useCommunityParams(), itemId: item.id }
  const [isWaiting, setWaiting] = useState(false)
  const read = useRead('getItemMetadata', { params }, { refetchMs: isWaiting ? waitingMs : false })
  const queries = useQueryClient()
  const isWaitingNow = read.data?.isWaiting ?? false
  useEffect(() => {
    setWaiting(isWaitingNow)
    // Once it was fetched, the item may look otherwise.
    if (isWaiting && !isWaitingNow)
      for (const key of itemReads) void queries.invalidateQueries({ queryKey: [key] })
  }, [isWaiting, isWaitingNow, queries])
  const refresh = useWrite('refreshItemMetadata', { refreshes: ['getItemMetadata'] })
  const mayManage = useMay('manage_apps')
  return (
    <Section
      title="What its address says"
      description="JSON that the server of the game answers at the address of the item."
      actions={
        <>
          <CurlButton name="getItemMetadata" input={{ params }} />
          {mayManage && (
            <Button
              icon={RefreshCw}
              isPending={refresh.isPending || isWaiting}
              onClick={() => refresh.mutate({ params })}
            >
              Refresh
            </Button>
          )}
        </>
      }
    >
      {read.data ? (
        <div className="flex flex-col gap-3">
          {refresh.error && <Notice tone="warn">{refresh.error.detail ?? refresh.error.message}</Notice>}
          <Standing item={item} metadata={read.data} />
        </div>
      ) : read.error ? (
        <ErrorState problem={read.error} what="what its address says" onRetry={() => void read.refetch()} />
      ) : (
        <SkeletonLines count={4} label="Loading what its address says" />
      )}
    </Section>
  )
}

function Standing({ item, metadata }: { item: Item; metadata: ItemMetadata }) {
  const { tone, word, sentence } = metadataWords(metadata)
  const { said, fetchedAt, failingSince, imageProblem } = metadata
  return (
    <>
      <div className="flex items-start gap-3">
        {item.imageUrl === null && item.shown.picture !== null && (
          <Picture name={item.name} url={item.shown.picture} size="large" />
        )}
        <div className="flex min-w-0 flex-col items-start gap-1">
          <Badge tone={tone}>{word}</Badge>
          <p className="text-13 text-ink-2 text-pretty">{sentence}</p>
        </div>
      </div>
      {imageProblem !== null && (
        <Notice tone="warn" title="Its picture is not shown">
          {imageProblem}
        </Notice>
      )}
      <DetailsList
        items={[
          ...(failingSince === null
            ? []
            : [{ name: 'Fails since', value: <RelativeTime at={failingSince} /> }]),
          { name: 'Last answer', value: fetchedAt === null ? 'None yet' : <RelativeTime at={fetchedAt} /> },
          ...(said === null ? [] : saidRows(said)),
        ]}
      />
    </>
  )
}

/** What it does not say stands as a dash: whoever writes the document sees what is read. */
const saidRows = (said: NonNullable<ItemMetadata['said']>) => [
  { name: 'name', value: said.name ?? '–' },
  { name: 'description', value: <span className="whitespace-pre-line">{said.description ?? '–'}</span> },
  { name: 'image', value: said.imageUrl ?? '–' },
  { name: 'external_url', value: said.externalUrl ?? '–' },
  {
    name: 'attributes',
    value: Object.keys(said.attributes).length === 0 ? '–' : <code>{JSON.stringify(said.attributes)}</code>,
  },
]
