/** What the chosen value of the payload can be used for. */
import type { LucideIcon } from 'lucide-react'
import { Braces, Coins, CopyCheck, Repeat, SlidersHorizontal, UserSearch } from 'lucide-react'
import { Fragment } from 'react'
import type { JsonPick } from '../../../../ui/json-tree.tsx'
import { MenuHeading, MenuItem } from '../../../../ui/menu.tsx'
import { MenuAt } from '../../../../ui/menu-at.tsx'
import { shortValue } from './payload-path.rules.ts'
import { type Offer, offersFor } from './pick-offers.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

interface Props {
  picked: JsonPick
  payload: unknown
  editor: MappingEditor
  onDone: (said: string) => void
  onClose: () => void
}

const icons: Record<Offer['kind'], LucideIcon> = {
  member: UserSearch,
  currency: Coins,
  field: SlidersHorizontal,
  list: Repeat,
  once: CopyCheck,
  text: Braces,
}

export function PickMenu({ picked, payload, editor, onDone, onClose }: Props) {
  const offers = offersFor(editor.draft, payload, picked, editor)
  return (
    <MenuAt label={`Use ${picked.path}`} element={picked.element} onClose={onClose}>
      <p className="truncate px-2 pt-1 font-mono text-12 text-ink-2">{picked.path}</p>
      {offers.length === 0 && (
        <p className="max-w-64 px-2 py-1 text-12 text-ink-3">
          {picked.kind === 'object'
            ? `This is ${shortValue(picked.value)}: choose a value inside it.`
            : 'Nothing fits this value.'}
        </p>
      )}
      {offers.map((offer, index) => (
        <Fragment key={offer.label}>
          {offer.group !== offers[index - 1]?.group && <MenuHeading>{offer.group}</MenuHeading>}
          <MenuItem
            icon={icons[offer.kind]}
            onSelect={() => {
              editor.edit(() => offer.draft)
              onDone(offer.done)
            }}
          >
            {offer.label}
          </MenuItem>
        </Fragment>
      ))}
    </MenuAt>
  )
}
