/** One item of a catalog: how it stands, what can be done with it, and what it is. */
import { useParams } from '@tanstack/react-router'
import { useRead } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'
import { CopyableId } from '../../../../ui/copy-button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { DetailsList } from '../../../../ui/details-list.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState, NoPermission } from '../../../../ui/states.tsx'
import { useAppRights } from '../use-app-rights.ts'
import { BackToItems } from './back-to-items.tsx'
import { ItemInfoSection } from './item-info-section.tsx'
import { ItemState } from './item-state.tsx'
import { ItemSteps } from './item-steps.tsx'
import { itemStanding, kindWords } from './item-words.rules.ts'
import { MetadataSection } from './metadata-section.tsx'
import { UnitsButton } from './units/units-button.tsx'

export function ItemPage() {
  const { communityId, communityName } = useMembership()
  const { appId, itemId } = useParams({ from: '/console/$community/apps/$appId/items/$itemId' })
  const { maySee } = useAppRights()
  const input = { params: { communityId, itemId } }
  const read = useRead('getItem', input, { isEnabled: maySee })
  const item = read.data
  if (!maySee) return <NoPermission what="the items" permission="manage_apps" />
  if (!item) {
    return (
      <>
        <PageHeader title="Item" above={<BackToItems appId={appId} />} />
        {read.error ? (
          <ErrorState problem={read.error} what="this item" onRetry={() => void read.refetch()} />
        ) : (
          <SkeletonLines count={9} label="Loading the item" />
        )}
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={item.name}
        place={communityName}
        above={<BackToItems appId={appId} />}
        sentence={
          <span className="inline-flex flex-wrap items-center gap-2">
            <ItemState item={item} />
            <span>{itemStanding(item).sentence}</span>
          </span>
        }
        secondary={<ItemSteps item={item} />}
        action={<UnitsButton item={item} />}
      />
      <div className="flex max-w-3xl flex-col gap-4">
        <Section
          title="Address and kind"
          description="Set for good."
          actions={<CurlButton name="getItem" input={input} />}
        >
          <DetailsList
            items={[
              {
                name: 'Address (itemUri)',
                value: <CopyableId id={item.itemUri} label="Copy the address" isWhole />,
              },
              { name: 'Kind', value: `${kindWords[item.kind].word}. ${kindWords[item.kind].sentence}` },
              ...(item.frozenReason === null ? [] : [{ name: 'Why frozen', value: item.frozenReason }]),
              { name: 'Item id', value: <CopyableId id={item.id} isWhole /> },
            ]}
          />
        </Section>
        <ItemInfoSection key={item.id} item={item} />
        <MetadataSection key={`${item.id} metadata`} item={item} />
      </div>
    </>
  )
}
