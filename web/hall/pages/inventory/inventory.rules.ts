/** What is offered to narrow an inventory by; and the words for units that are held back. */
import type { Holding, Inventory } from '../../../../contracts/inventory.ts'

const inOrder = new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare

/** Each once: those of some holdings, and the one that is chosen, of which there may be no more. */
export const tagsOf = (holdings: readonly Pick<Holding, 'tags'>[], chosen?: string): string[] =>
  [...new Set([...holdings.flatMap(({ tags }) => tags), ...(chosen === undefined ? [] : [chosen])])].sort(
    inOrder,
  )

/** The games in which one ever had something, by their titles. */
export const gameOptions = (apps: Inventory['apps']): { value: string; label: string }[] =>
  apps
    .map(({ appId, title }) => ({ value: appId, label: title }))
    .sort((one, other) => inOrder(one.label, other.label))

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
