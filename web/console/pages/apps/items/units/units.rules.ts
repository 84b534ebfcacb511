/** What giving or taking units would do, and did, in words. */
import { formatCount } from '../../../../../ui/amount.rules.ts'

export type UnitsVerb = 'grant' | 'take'

export const unitsOf = (quantity: number) => `${formatCount(quantity)} ${quantity === 1 ? 'unit' : 'units'}`

/** `after`: what the member would have available; `closed`: the units in each order that is closed first. */
export function foretold(
  verb: UnitsVerb,
  name: string,
  quantity: number,
  after: number,
  closed: readonly number[] = [],
): string {
  const back = closed.reduce((sum, each) => sum + each, 0)
  const now = verb === 'grant' ? after - quantity : after + quantity - back
  const orders = closed.length === 1 ? 'an order' : `${formatCount(closed.length)} orders`
  const between = closed.length === 0 ? '' : `, would get back ${formatCount(back)} out of ${orders}`
  return `${name} has ${unitsOf(now)} now${between} and would have ${formatCount(after)}.`
}

export const done = (verb: UnitsVerb, name: string, quantity: number) =>
  verb === 'grant'
    ? `${unitsOf(quantity)} ${quantity === 1 ? 'was' : 'were'} given to ${name}`
    : `${unitsOf(quantity)} ${quantity === 1 ? 'was' : 'were'} taken from ${name}`
