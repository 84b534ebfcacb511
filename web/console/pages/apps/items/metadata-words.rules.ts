/** How fetching what the address of an item says fares, in words. */
import type { ItemMetadata } from '../../../../../contracts/item-metadata.ts'
import type { Tone } from '../../../../ui/badge.tsx'

interface Words {
  tone: Tone
  word: string
  sentence: string
}

type Standing = Pick<ItemMetadata, 'state' | 'isWaiting' | 'said' | 'reason'>

export function metadataWords({ state, isWaiting, said, reason }: Standing): Words {
  if (isWaiting) return { tone: 'neutral', word: 'Being fetched', sentence: 'This takes a few seconds.' }
  switch (state) {
    case 'never':
      return {
        tone: 'neutral',
        word: 'Not fetched yet',
        sentence: 'It is fetched when somebody looks at the item.',
      }
    case 'fresh':
      return {
        tone: 'good',
        word: 'Up to date',
        sentence: 'It fills in what the fields of the item leave open.',
      }
    case 'stale':
      return {
        tone: 'neutral',
        word: 'Stale',
        sentence: 'It is fetched again when somebody looks at the item.',
      }
    case 'not_json':
      return {
        ...{ tone: 'neutral', word: 'No metadata' },
        sentence: 'The address answers, but with no JSON object: the fields of the item are used alone.',
      }
    case 'failing':
      return { tone: 'warn', word: 'Failing', sentence: [reason, keptWords(said)].filter(Boolean).join(' ') }
  }
}

const keptWords = (said: Standing['said']) =>
  said === null ? 'The fields of the item are used alone.' : 'What it said before is shown for seven days.'
