/** Which gifts the page shows. */
import { expect, it } from 'vitest'
import { giftStates as statesOfContract } from '../../../../contracts/gifts.ts'
import { giftStateNamed, giftStateOptions } from './gift-words.rules.ts'

it('every state can be asked for by the address, and nothing else', () => {
  expect(giftStateOptions.map(({ value }) => value)).toEqual([...statesOfContract])
  expect(statesOfContract.map(giftStateNamed)).toEqual([...statesOfContract])
  expect([giftStateNamed('lost'), giftStateNamed(undefined)]).toEqual([undefined, undefined])
})
