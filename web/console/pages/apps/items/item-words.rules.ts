/** Kinds and states of items in words. */
import type { Item, ItemKind, ItemState } from '../../../../../contracts/items.ts'

export const kindWords: Readonly<Record<ItemKind, { word: string; sentence: string }>> = {
  permanent: { word: 'Permanent', sentence: 'Usable for as long as it is held, e.g. a sword or a title.' },
  mergeable: {
    word: 'Mergeable',
    sentence: 'Moved into the game by its member, e.g. wood or coins of the game.',
  },
  time_limited: { word: 'Time-limited', sentence: 'Used up by activation, which adds time, e.g. a booster.' },
}

const optionsOf = (words: Readonly<Record<string, { word: string }>>) =>
  Object.entries(words).map(([value, { word }]) => ({ value, label: word }))

export const kindOptions = optionsOf(kindWords)

const stateWords: Readonly<
  Record<ItemState, { tone: 'neutral' | 'good' | 'warn'; word: string; sentence: string }>
> = {
  draft: {
    tone: 'neutral',
    word: 'Draft',
    sentence: 'Nothing of it can be given yet, and members do not see it.',
  },
  live: { tone: 'good', word: 'Live', sentence: 'Units of it can be given.' },
  retired: {
    tone: 'neutral',
    word: 'Retired',
    sentence: 'Nothing more is given; what members hold stays theirs.',
  },
}

export const itemStateOptions = optionsOf(stateWords)

export function itemStanding({ state, frozenAt }: Pick<Item, 'state' | 'frozenAt'>) {
  if (frozenAt === null) return stateWords[state]
  return {
    tone: 'warn',
    word: 'Frozen',
    sentence: 'For now nothing of it is given and nothing moves.',
  } as const
}

export const kindNamed = (text: string | undefined): ItemKind | undefined =>
  text !== undefined && text in kindWords ? (text as ItemKind) : undefined

export const itemStateNamed = (text: string | undefined): ItemState | undefined =>
  text !== undefined && text in stateWords ? (text as ItemState) : undefined
