/** Creates an item as a draft: its address and kind for good, the rest to be changed later. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { NoPermission } from '../../../../ui/states.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { hasProblem } from '../app-draft.rules.ts'
import { BackToItems } from './back-to-items.tsx'
import { emptyItem, newItemOf, problemsOfItem } from './item-draft.rules.ts'
import { ItemFields } from './item-fields.tsx'
import { itemReads } from './item-reads.ts'
import { kindNamed, kindOptions, kindWords } from './item-words.rules.ts'
import { emptyTier } from './tier-draft.rules.ts'

export function CreateItemPage() {
  const { communityId, communityName } = useMembership()
  const { appId } = useParams({ from: '/console/$community/apps/$appId/items/new' })
  const mayManage = useMay('manage_apps')
  const navigate = useNavigate()
  const toast = useToast()
  const [draft, setDraft] = useState(emptyItem)
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const wrong = problemsOfItem(draft)
  const shown = isTried ? wrong : {}
  const params = { community: communityId, appId }
  const create = useWrite('createItem', {
    refreshes: itemReads,
    onDone: ({ id, name }) => {
      toast.done(`${name} was created as a draft`)
      void navigate({
        to: '/console/$community/apps/$appId/items/$itemId',
        params: { ...params, itemId: id },
      })
    },
  })
  const chooseKind = (text: string) => {
    const kind = kindNamed(text) ?? 'permanent'
    change({ kind, tiers: kind === 'time_limited' ? [emptyTier] : [] })
  }
  const submit = () => {
    setTried(true)
    if (!hasProblem(wrong)) create.mutate({ params: { communityId, appId }, body: newItemOf(draft) })
  }

  if (!mayManage) return <NoPermission what="this page" permission="manage_apps" />
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Create item"
        place={communityName}
        sentence="It begins as a draft. Once it is published, units of it can be given."
        above={<BackToItems appId={appId} />}
      />
      <Form problem={create.error} onSubmit={submit}>
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          <div className="flex flex-col gap-4 p-4">
            <Field
              label="Address (itemUri)"
              hint="By which the game recognizes it; kept as it is written, for good."
              error={create.error?.errorOf('itemUri') ?? shown.itemUri}
            >
              <Input
                isMono
                autoFocus
                type="url"
                autoComplete="off"
                spellCheck={false}
                maxLength={2048}
                placeholder="https://game.example.com/item?id=2201"
                value={draft.itemUri}
                onChange={(event) => change({ itemUri: event.target.value })}
              />
            </Field>
            <Field label="Kind" hint={`${kindWords[draft.kind].sentence} For good.`}>
              <Select value={draft.kind} onPick={chooseKind} options={kindOptions} />
            </Field>
          </div>
          <div className="flex flex-col gap-4 p-4">
            <ItemFields draft={draft} onChange={change} problem={create.error} wrong={shown} />
          </div>
          <div className="flex justify-end gap-2 p-4">
            <ButtonLink to="/console/$community/apps/$appId" params={params} search={{ tab: 'items' }}>
              Cancel
            </ButtonLink>
            <Button type="submit" variant="primary" isPending={create.isPending}>
              Create item
            </Button>
          </div>
        </div>
      </Form>
    </div>
  )
}
