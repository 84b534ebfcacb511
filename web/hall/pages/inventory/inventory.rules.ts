/** What a member holds, sorted into games and narrowed by filters; and the words for units that are held back. */
import type { Holding, Inventory } from '../../../../contracts/inventory.ts'

export interface InventoryFilter {
  q?: string
  kind?: string
  tag?: string
}

export interface GameHoldings {
  appId: string
  title: string
  holdings: Holding[]
}

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

const isFit =
  ({ q = '', kind, tag }: InventoryFilter) =>
  (holding: Holding) =>
    holding.name.toLowerCase().includes(q.toLowerCase()) &&
    (kind === undefined || holding.kind === kind) &&
    (tag === undefined || holding.tags.includes(tag))

/** By the titles of the games, and by name inside of one; the tiers of an item from short to long. Games of nothing are left out. */
export function gamesOf({ data, apps }: Inventory, filter: InventoryFilter = {}): GameHoldings[] {
  const fit = data.filter(isFit(filter)).sort(inOrder)
  return apps
    .map(({ appId, title }) => ({
      appId,
      title,
      holdings: fit.filter((holding) => holding.appId === appId),
    }))
    .filter(({ holdings }) => holdings.length > 0)
    .sort((one, other) => byName.compare(one.title, other.title))
}

const inOrder = (one: Holding, other: Holding) =>
  byName.compare(one.name, other.name) || (one.seconds ?? 0) - (other.seconds ?? 0)

export const tagsOf = ({ data }: Inventory): string[] =>
  [...new Set(data.flatMap(({ tags }) => tags))].sort(byName.compare)

const purposes: Readonly<Record<string, string>> = {
  listing: 'for sale',
  bid: 'in an offer to buy',
  merge: 'on the way into the game',
  mint: 'awaited from the game',
  gift: 'offered as a gift',
}

/** Why units are held, after a count: "2 for sale". What no word is known for is named as it came. */
export const purposeWords = (purpose: string): string => purposes[purpose] ?? `held for ${purpose}`

/** Available units that cannot be sold, given or merged yet. */
export const tradeHeldCount = ({ available, tradable }: Pick<Holding, 'available' | 'tradable'>): number =>
  available - tradable
