/** How a receiver is read, and how gifts read to those they are between. */
import { expect, it } from 'vitest'
import type { Gift } from '../../../../contracts/gifts.ts'
import { givenWords, otherWords, usernameTyped, whyNotTo } from './gift-words.rules.ts'

const gift = (more: Partial<Gift>) =>
  ({
    ...{ fromMemberId: 'ada', toMemberId: 'bo', fromLabel: 'Ada Lovelace', toLabel: 'Bo' },
    ...{ itemName: 'Sword', quantity: 2, state: 'offered', ...more },
  }) as Gift

it('a receiver is typed with or without the @ and space around it', () => {
  expect([' @bo ', 'bo'].map(usernameTyped)).toEqual(['bo', 'bo'])
  expect(whyNotTo('bo', 'ada')).toBeUndefined()
})

it('nothing is given to oneself, or to what cannot be a username', () => {
  expect(whyNotTo('ADA', 'ada')).toBe('That is you.')
  const words = 'A username has no spaces and no @ in it.'
  expect(['bo@example.com', 'Ada Lovelace'].map((name) => whyNotTo(name, 'ada'))).toEqual([words, words])
})

it('what was done is said by how the gift stands', () => {
  expect(givenWords(gift({}))).toBe('2 units of Sword are offered to Bo')
  expect(givenWords(gift({ state: 'accepted', quantity: 1 }))).toBe('1 unit of Sword is with Bo now')
})

it('each of the two reads who the other is', () => {
  expect(['ada', 'bo'].map((me) => otherWords(gift({}), me))).toEqual(['to Bo', 'from Ada Lovelace'])
})
