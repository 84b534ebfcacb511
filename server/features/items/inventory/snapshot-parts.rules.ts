/** How a snapshot is cut into parts, each of which fits into the body of one webhook. */
import { snapshotBytesMax, snapshotItemsMax } from '../../../../contracts/inventory.ts'

interface CountedItem {
  itemUri: string
  count: number
}

/** Around the lines of a body stand names, the id of the app and an e-mail: 254 characters of at most 6 bytes each. */
const aroundBytesMax = 2048

/** In the order given; no part is empty. */
export function partsOf<Item extends CountedItem>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = []
  let part: Item[] = []
  let bytes = aroundBytesMax
  for (const item of items) {
    const more = lineBytes(item)
    if (part.length === snapshotItemsMax || (part.length > 0 && bytes + more > snapshotBytesMax)) {
      parts.push(part)
      part = []
      bytes = aroundBytesMax
    }
    part.push(item)
    bytes += more
  }
  return part.length > 0 ? [...parts, part] : parts
}

/** As games are told it, with the comma behind it. */
const lineBytes = ({ itemUri, count }: CountedItem) =>
  Buffer.byteLength(JSON.stringify({ itemUri, tokenCount: count })) + 1
