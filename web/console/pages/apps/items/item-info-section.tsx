/** What can be changed of an item at any time. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Item } from '../../../../../contracts/items.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { SavedMeanwhile } from '../../../saved-meanwhile.tsx'
import { useDraft } from '../../../use-draft.ts'
import { hasProblem } from '../app-draft.rules.ts'
import { changesOfItem, draftOfItem, problemsOfItem } from './item-draft.rules.ts'
import { ItemFields } from './item-fields.tsx'
import { itemReads } from './item-reads.ts'

export function ItemInfoSection({ item }: { item: Item }) {
  const params = { ...useCommunityParams(), itemId: item.id }
  const mayManage = useMay('manage_apps')
  const queries = useQueryClient()
  const toast = useToast()
  const { draft, base, isBehind, change, rebase, takeTheirs, keepMine } = useDraft(item, draftOfItem)
  const [isTried, setTried] = useState(false)
  const update = useWrite('updateItem', { refreshes: itemReads })
  const wrong = problemsOfItem(draft)
  const changed = changesOfItem(draft, base)
  const isChanged = Object.keys(changed).length > 0
  const isConflict = update.error?.code === 'revision_mismatch'

  const submit = () => {
    setTried(true)
    if (!isChanged || hasProblem(wrong)) return
    update.mutate(
      { params, body: changed, ifMatch: tagOf(base) },
      {
        onSuccess: (saved) => {
          rebase(saved)
          toast.done('The item was saved')
        },
        // What was saved instead is read at once, so that the choice is offered.
        onError: () => void queries.invalidateQueries({ queryKey: ['getItem'] }),
      },
    )
  }
  const choose = (decide: () => void) => () => {
    update.reset()
    decide()
  }

  return (
    <Section title="What it is">
      <Form problem={isConflict && isBehind ? null : update.error} onSubmit={submit}>
        {isBehind && (
          <SavedMeanwhile what="This item" onTakeTheirs={choose(takeTheirs)} onKeepMine={choose(keepMine)} />
        )}
        <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">What it is</legend>
          <ItemFields draft={draft} onChange={change} problem={update.error} wrong={isTried ? wrong : {}} />
        </fieldset>
        {mayManage && (
          <div className="flex justify-end">
            <Button
              type="submit"
              variant="primary"
              isPending={update.isPending}
              disabled={!isChanged || isBehind}
            >
              Save the item
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
