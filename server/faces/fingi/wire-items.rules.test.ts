/** Items on the wire, and their tags. */
import { expect, it } from 'vitest'
import { itemsTag, matchesTag, wireItem } from './wire-items.rules.ts'

const owner = { email: 'mira@player.example', clientId: '704215' }
const numbers = { permanent: 0, mergeable: 1, time_limited: 2 }

it('F01 an item has its six fields in the published order, and a time limit only if it is limited', () => {
  const item = {
    itemUri: 'https://items.example/1',
    kind: 'time_limited',
    available: 2,
    seconds: 60,
  } as const
  expect(JSON.stringify(wireItem(item, owner, numbers))).toBe(
    '{"itemOwner":"mira@player.example","clientId":"704215","itemUri":"https://items.example/1","itemType":2,"itemCount":2,"timeLimit":60}',
  )
  const sword = { ...item, kind: 'permanent', seconds: null } as const
  expect(wireItem(sword, owner, numbers)).toMatchObject({ itemType: 0, timeLimit: null })
  expect(wireItem(sword, owner, { ...numbers, permanent: 1, mergeable: 0 }).itemType).toBe(1)
})

it('a tag matches itself, in a list, as a weak one, and for the asterisk', () => {
  const tag = itemsTag(41, 3)
  expect(tag).toBe('"41-3"')
  for (const header of ['"41-3"', '"40-3", "41-3"', 'W/"41-3"', '*'])
    expect(matchesTag(header, tag)).toBe(true)
  for (const header of [undefined, '', '"41-4"', '41-3']) expect(matchesTag(header, tag)).toBe(false)
})
