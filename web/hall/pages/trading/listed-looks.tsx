/** An item as it looked when it was listed, beside how it looks now: nobody buys what was swapped unseen. */
import type { Book } from '../../../../contracts/market.ts'
import { Picture } from '../../../console/pages/apps/picture.tsx'
import { Notice } from '../../../ui/notice.tsx'

interface Props {
  book: Pick<Book, 'itemName' | 'picture'>
  listedAs: NonNullable<Book['asks'][number]['listedAs']>
}

export function ListedLooks({ book, listedAs }: Props) {
  return (
    <Notice tone="warn" title="It looks otherwise than when it was listed">
      <div className="mt-2 grid grid-cols-2 gap-3">
        <Looks when="When it was listed" name={listedAs.name} url={listedAs.picture} />
        <Looks when="Now, and what you would get" name={book.itemName} url={book.picture} />
      </div>
      {listedAs.hasOtherAttributes && (
        <p className="mt-2">What the game says of it, its attributes, is something else now.</p>
      )}
    </Notice>
  )
}

function Looks({ when, name, url }: { when: string; name: string; url: string | null }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Picture name={name} url={url} size="large" />
      <p className="min-w-0 text-12 text-ink-3">
        {when}
        <span className="block text-13 text-ink [overflow-wrap:anywhere]">{name}</span>
      </p>
    </div>
  )
}
