/** Addresses of items: kept character for character, and compared as a browser reads them. */
import { createHash } from 'node:crypto'

/** Of an item: its fragment does not count. */
export function itemUriDigest(uri: string): Buffer {
  const parsed = new URL(uri)
  parsed.hash = ''
  return digestOf(parsed.href)
}

/** Of a tier, whose fragment tells it from its item. */
export const tierUriDigest = (uri: string): Buffer => digestOf(new URL(uri).href)

const digestOf = (href: string) => createHash('sha256').update(href).digest()

export interface NamedTier {
  key: string
  uri: string | null
}

/** How the wire names a tier: one that is alone has the address of its item. */
export function shownTierUri(itemUri: string, tier: NamedTier, tierCount: number): string {
  return tierCount === 1 ? itemUri : (tier.uri ?? `${itemUri}#${tier.key}`)
}
