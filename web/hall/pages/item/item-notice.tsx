/** Why an item cannot be used as usual: it is frozen, it ran out, or its game is closed for now. */
import type { Item } from '../../../../contracts/items.ts'
import { Notice } from '../../../ui/notice.tsx'

/** `item`: undefined where the catalog of its game is closed. */
export function ItemNotice({ item }: { item: Item | undefined }) {
  if (item === undefined) {
    return (
      <Notice tone="warn" title="Its game is closed for now">
        What you hold stays yours. More about this item is shown when the game is open again.
      </Notice>
    )
  }
  if (item.frozenAt !== null) {
    return (
      <Notice tone="warn" title="Frozen for now">
        Until staff end this, nothing of it is given and nothing moves. What you hold stays yours.
        {item.frozenReason !== null && <> They say: “{item.frozenReason}”</>}
      </Notice>
    )
  }
  if (item.state === 'retired') {
    return <Notice title="Retired">Nothing more of it is given. What you hold stays yours.</Notice>
  }
  return null
}
