/** An item of a catalog as a form holds it: text as it was typed, and what of it is wrong or has changed. */
import type { Item, ItemKind } from '../../../../../contracts/items.ts'
import { addressProblem, imageProblem } from '../app-draft.rules.ts'
import { draftOfTier, problemOfTiers, type TierDraft, tierOfDraft } from './tier-draft.rules.ts'

export interface ItemDraft {
  itemUri: string
  kind: ItemKind
  name: string
  description: string
  imageUrl: string
  tiers: readonly TierDraft[]
  supplyCap: string
  capCounts: Item['capCounts']
  maxPerMember: string
}

export const emptyItem: ItemDraft = {
  itemUri: '',
  kind: 'permanent',
  name: '',
  description: '',
  imageUrl: '',
  tiers: [],
  supplyCap: '',
  capCounts: 'circulating',
  maxPerMember: '',
}

const hasTiers = (kind: ItemKind) => kind === 'time_limited'

export const draftOfItem = (item: Item): ItemDraft => ({
  itemUri: item.itemUri,
  kind: item.kind,
  name: item.name,
  description: item.description,
  imageUrl: item.imageUrl ?? '',
  tiers: hasTiers(item.kind) ? item.tiers.map((tier) => draftOfTier(tier, item)) : [],
  supplyCap: item.supplyCap === null ? '' : String(item.supplyCap),
  capCounts: item.capCounts,
  maxPerMember: item.maxPerMember === null ? '' : String(item.maxPerMember),
})

const capOf = (text: string) => (text.trim() === '' ? null : Number(text))

/** What can be changed later: the address and the kind are for good. */
function settingsOf(draft: ItemDraft) {
  return {
    name: draft.name.trim(),
    description: draft.description,
    imageUrl: draft.imageUrl.trim() === '' ? null : draft.imageUrl.trim(),
    supplyCap: capOf(draft.supplyCap),
    capCounts: draft.capCounts,
    maxPerMember: capOf(draft.maxPerMember),
    ...(hasTiers(draft.kind) ? { tiers: draft.tiers.map(tierOfDraft) } : {}),
  }
}

export const newItemOf = (draft: ItemDraft) => ({
  itemUri: draft.itemUri.trim(),
  kind: draft.kind,
  ...settingsOf(draft),
})

/** Only what differs from what is saved. */
export function changesOfItem(draft: ItemDraft, item: Item): Partial<ReturnType<typeof settingsOf>> {
  const saved: Record<string, unknown> = settingsOf(draftOfItem(item))
  const changed = Object.entries(settingsOf(draft)).filter(
    ([key, value]) => JSON.stringify(saved[key]) !== JSON.stringify(value),
  )
  return Object.fromEntries(changed)
}

export type ItemProblems = {
  [Name in 'itemUri' | 'name' | 'imageUrl' | 'tiers' | 'supplyCap' | 'maxPerMember']?: string | undefined
}

const capProblem = (text: string) =>
  text.trim() === '' || /^[1-9]\d{0,14}$/.test(text.trim()) ? undefined : 'A whole number from 1 is needed.'

export function problemsOfItem(draft: ItemDraft): ItemProblems {
  return {
    itemUri: addressProblem(draft.itemUri),
    name: draft.name.trim() === '' ? 'Give it a name.' : undefined,
    imageUrl: imageProblem(draft.imageUrl),
    tiers: hasTiers(draft.kind) ? problemOfTiers(draft.tiers) : undefined,
    supplyCap: capProblem(draft.supplyCap),
    maxPerMember: capProblem(draft.maxPerMember),
  }
}
