/** What giving or taking units would do, and did, in words. */
import { formatCount } from '../../../../../ui/amount.rules.ts'

export type UnitsVerb = 'grant' | 'take'

export const unitsOf = (quantity: number) => `${formatCount(quantity)} ${quantity === 1 ? 'unit' : 'units'}`

/** `after`: what the member would hold. */
export function foretold(verb: UnitsVerb, name: string, quantity: number, after: number): string {
  const now = verb === 'grant' ? after - quantity : after + quantity
  return `${name} has ${unitsOf(now)} now and would have ${formatCount(after)}.`
}

export const done = (verb: UnitsVerb, name: string, quantity: number) =>
  verb === 'grant'
    ? `${unitsOf(quantity)} ${quantity === 1 ? 'was' : 'were'} given to ${name}`
    : `${unitsOf(quantity)} ${quantity === 1 ? 'was' : 'were'} taken from ${name}`
