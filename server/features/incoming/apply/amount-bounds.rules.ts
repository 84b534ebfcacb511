/** Judges what a receipt moves against the bounds of its mapping: for each member, over all lines and elements. */

import type { AmountBound } from '../../../../contracts/mapping.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { CompiledMapping } from '../rules/compile-mapping.rules.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'
import { placeOfLine, type ReceiptPlan } from './plan-receipt.rules.ts'

type BoundName = Exclude<keyof AmountBound, 'asset'>

/** What a member got from the webhook on this day already. */
export type GivenToday = (memberId: string, asset: string) => number

export interface DayGain {
  memberId: string
  asset: string
  amount: number
}

/** The first line that goes beyond tells of each bound and member. */
export function requestBoundFailures(mapping: CompiledMapping, plan: ReceiptPlan): ReceiptFailure[] {
  if (mapping.bounds.length === 0) return []
  const nothingBefore = () => 0
  return [
    ...failuresOf('addMax', mapping, plan, nothingBefore),
    ...failuresOf('subtractMax', mapping, plan, nothingBefore),
  ]
}

export function dayBoundFailures(
  mapping: CompiledMapping,
  plan: ReceiptPlan,
  given: GivenToday,
): ReceiptFailure[] {
  return mapping.hasDayBounds ? failuresOf('addPerDayMax', mapping, plan, given) : []
}

/** What counts for the bounds of a day, once for each member and asset. */
export function dayGains(mapping: CompiledMapping, plan: ReceiptPlan): DayGain[] {
  const gains = new Map<string, DayGain>()
  for (const { memberId, asset, amount } of movesOf(plan, 'addPerDayMax')) {
    if (boundOf(mapping, asset, 'addPerDayMax') === undefined) continue
    const key = moveKey(memberId, asset)
    gains.set(key, { memberId, asset, amount: (gains.get(key)?.amount ?? 0) + amount })
  }
  return [...gains.values()]
}

function failuresOf(
  name: BoundName,
  mapping: CompiledMapping,
  plan: ReceiptPlan,
  before: GivenToday,
): ReceiptFailure[] {
  const failures: ReceiptFailure[] = []
  const sums = new Map<string, number>()
  const told = new Set<string>()
  for (const { memberId, asset, amount, number } of movesOf(plan, name)) {
    const max = boundOf(mapping, asset, name)
    if (max === undefined) continue
    const key = moveKey(memberId, asset)
    const sum = (sums.get(key) ?? before(memberId, asset)) + amount
    sums.set(key, sum)
    if (sum <= max || told.has(key)) continue
    told.add(key)
    const place = placeOfLine(number, mapping.forEach !== null)
    const who = plan.members.find(({ id }) => id === memberId)?.original ?? memberId
    const detail = `The bound ${name} ${allows[name](max, asset)}, and line ${place.line + 1} brings the sum for ${who} to ${sum}. Nothing was changed.`
    failures.push(receiptFailure('Amount is out of bounds', detail, { ...place, found: { value: amount } }))
  }
  return failures
}

const allows: Record<BoundName, (max: number, asset: string) => string> = {
  addMax: (max, asset) => `lets one request add ${max} ${asset} to a member`,
  subtractMax: (max, asset) => `lets one request take ${max} ${asset} from a member`,
  addPerDayMax: (max, asset) => `lets a member get ${max} ${asset} from this webhook in a day (UTC)`,
}

/** The transfers that a bound is about: those to a member, or those from one. */
function* movesOf(plan: ReceiptPlan, name: BoundName) {
  for (const { line: number, asset, amount, from, to } of plan.transfers) {
    const { kind, id } = name === 'subtractMax' ? from : to
    if (kind === 'member' && id !== null) yield { memberId: id, asset, amount, number }
  }
}

const boundOf = ({ bounds }: CompiledMapping, asset: string, name: BoundName) =>
  bounds.find((bound) => bound.asset === asset)?.[name]

const moveKey = (memberId: string, asset: string) => `${memberId} ${asset}`
