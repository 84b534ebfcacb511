/** An item and its tiers as the database keeps them. */
import type { ItemKind, ItemSettings, ItemState } from '../../../../contracts/items.ts'

/** What is kept as one document; the rest has columns, because lists are filtered by it. */
export type StoredSettings = Omit<ItemSettings, 'name' | 'tags'>

/** What members see of it beside its name and its picture. */
export interface Shown {
  description: string
  attributes: Readonly<Record<string, unknown>>
}

export interface ItemRow {
  community_id: string
  id: string
  app_id: string
  item_uri: string
  kind: ItemKind
  state: ItemState
  frozen_at: Date | null
  frozen_reason: string | null
  name: string
  tags: string[]
  settings: StoredSettings
  /** What members see, made of the settings and of what its address says. */
  shown: Shown
  /** Of the picture that is served. */
  image_digest: Buffer | null
  attributes_digest: Buffer
  revision: number
  created_at: Date
  updated_at: Date
}

export interface TierRow {
  id: string
  item_id: string
  key: string
  seconds: number | null
  uri: string | null
  asset: string
}

export interface ItemAddress {
  communityId: string
  itemId: string
}

/** The key of the one tier of an item that is not limited in time. */
export const defaultTierKey = 'default'
