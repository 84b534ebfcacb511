/** The filters of the market as they stand in its address, and as its call takes them. */
import type { ItemKind } from '../../../../contracts/items.ts'
import { kindNamed } from '../../../console/pages/apps/items/item-words.rules.ts'

export interface MarketSearch {
  q?: string
  kind?: string
  app?: string
  currency?: string
  from?: string
  to?: string
  sort?: string
}

export interface MarketQuery {
  q?: string
  kind?: ItemKind
  appId?: string
  currency?: string
  minPrice?: number
  maxPrice?: number
  sort?: 'price'
}

const isPrice = (text: string | undefined): text is string =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text)

/** What the address holds and the market does not know is left out. */
export function marketQuery({ q, kind, app, currency, from, to, sort }: MarketSearch): MarketQuery {
  const known = kindNamed(kind)
  return {
    ...(q === undefined ? {} : { q }),
    ...(known === undefined ? {} : { kind: known }),
    ...(app === undefined ? {} : { appId: app }),
    ...(currency === undefined ? {} : { currency }),
    ...(isPrice(from) ? { minPrice: Number(from) } : {}),
    ...(isPrice(to) ? { maxPrice: Number(to) } : {}),
    ...(sort === 'price' ? { sort } : {}),
  }
}

/** An order is no filter: it leaves nothing out. */
export const isNarrowed = ({ sort: _, ...filters }: MarketQuery): boolean => Object.keys(filters).length > 0
