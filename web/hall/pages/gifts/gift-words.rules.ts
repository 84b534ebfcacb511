/** Whom a gift is for as they are typed, and what a gift says to its two members. */
import type { Gift } from '../../../../contracts/gifts.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'

/** Without the @ that usernames are shown with. */
export const usernameTyped = (entry: string): string => entry.trim().replace(/^@/, '')

const form = /^[^\s@]*$/

/** Why nothing can be given to them, in a sentence. `mine`: my own username. */
export function whyNotTo(username: string, mine: string): string | undefined {
  if (!form.test(username)) return 'A username has no spaces and no @ in it.'
  return username.toLowerCase() === mine.toLowerCase() ? 'That is you.' : undefined
}

/** What the answer of the call says was done. */
export function givenWords({ state, quantity, itemName, toLabel }: Gift): string {
  const verb = quantity === 1 ? 'is' : 'are'
  return state === 'accepted'
    ? `${unitsOf(quantity)} of ${itemName} ${verb} with ${toLabel} now`
    : `${unitsOf(quantity)} of ${itemName} ${verb} offered to ${toLabel}`
}

export const isSent = ({ fromMemberId }: Pick<Gift, 'fromMemberId'>, memberId: string): boolean =>
  fromMemberId === memberId

/** "to Ada Lovelace", "from Bo". */
export const otherWords = (gift: Gift, memberId: string): string =>
  isSent(gift, memberId) ? `to ${gift.toLabel}` : `from ${gift.fromLabel}`
