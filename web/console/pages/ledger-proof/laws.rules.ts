/** The laws of the conservation proof in words, and what a run found of each. */
import type {
  ConservationCheck,
  ConservationFinding,
  ConservationRun,
} from '../../../../contracts/conservation.ts'

export const laws: readonly { check: ConservationCheck; law: string; sentence: string }[] = [
  {
    check: 'C1',
    law: 'Every asset adds up to zero',
    sentence: 'What was issued is what members, treasuries and holds have, and what was taken out.',
  },
  {
    check: 'C2',
    law: 'Every balance is the sum of its transfers',
    sentence:
      'Balances and supplies are recomputed from the transfers, and every transfer belongs to a posting.',
  },
  {
    check: 'C3',
    law: 'Every hold is for something',
    sentence: 'What lies in a hold is what remains of it, and what it is for is there.',
  },
  {
    check: 'C4',
    law: 'What is promised is held',
    sentence: 'Listings, mint orders, merges and gifts have in their holds what they say.',
  },
  {
    check: 'C5',
    law: 'Nothing is below its floor or above its cap',
    sentence: 'No balance is below zero, and no more units of an item were issued than it allows.',
  },
  {
    check: 'C6',
    law: 'The parts of a price add up to it',
    sentence: 'Sellers, royalties and fees share the whole price, and sellers got what they were promised.',
  },
  {
    check: 'C7',
    law: 'Games were told of every change',
    sentence:
      'Changes of inventories are numbered without gaps, and trade holds are not above what there is.',
  },
  {
    check: 'C8',
    law: 'What has ended is over',
    sentence: 'Nothing that has ended holds anything, and no cause was posted twice.',
  },
]

export interface LawFound {
  check: ConservationCheck
  law: string
  sentence: string
  problems: ConservationFinding[]
}

/** In the order of the laws. */
export const foundOf = (run: Pick<ConservationRun, 'problems'>): LawFound[] =>
  laws.map((law) => ({ ...law, problems: run.problems.filter(({ check }) => check === law.check) }))

/** The reader is in the community, whose id stands in the words for those who read of all of them. */
export const shownWords = (words: string, communityId: string) => {
  const text = words.replace(` in community ${communityId}`, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** As long as a reader waits: below a minute in seconds, then in minutes. */
export function tookWords(startedAt: string, finishedAt: string): string {
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
  if (seconds < 1) return 'less than a second'
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  const minutes = Math.round(seconds / 60)
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
}

/** Those that do not add up first, as they are why somebody looks. */
export const byTrouble = (assets: ConservationRun['assets']): ConservationRun['assets'] => [
  ...assets.filter(({ sum }) => sum !== 0),
  ...assets.filter(({ sum }) => sum === 0),
]
