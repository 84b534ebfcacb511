/** What can be changed of an item at any time. */
import type { Item } from '../../../../../contracts/items.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { Section } from '../../../../ui/section.tsx'
import { RevisedForm } from '../../../revised-form.tsx'
import { changesOfItem, draftOfItem, problemsOfItem } from './item-draft.rules.ts'
import { ItemFields } from './item-fields.tsx'
import { itemReads } from './item-reads.ts'

export function ItemInfoSection({ item }: { item: Item }) {
  const params = { ...useCommunityParams(), itemId: item.id }
  const update = useWrite('updateItem', { refreshes: itemReads })
  return (
    <Section title="What it is">
      <RevisedForm
        thing={item}
        draftOf={draftOfItem}
        problemsOf={problemsOfItem}
        changesOf={changesOfItem}
        write={update}
        send={(body, ifMatch, sending) => update.mutate({ params, body, ifMatch }, sending)}
        readBy="getItem"
        mayChange={useMay('manage_apps')}
        what="This item"
        legend="What it is"
        saved="The item was saved"
        submitLabel="Save the item"
      >
        {(fields) => (
          <ItemFields {...fields} saved={{ imageUrl: item.imageUrl, picture: item.shown.picture }} />
        )}
      </RevisedForm>
    </Section>
  )
}
