/** Adds up what events say of a currency, by day and source: what becomes of the sums that the charts show. */
import { amountMax } from '../../../../contracts/values.ts'

export interface CurrencyChange {
  communityId: string
  asset: string
  /** A day in UTC. */
  day: string
  action: string
  causeKind: string
  /** Net change of one member's balance. */
  amount: number
  /** The balance after it. */
  balance: number
  /** Of the amount, what came from or went into holds and the treasury: neither issued nor spent. */
  moved: number
}

export interface DayFlow {
  communityId: string
  asset: string
  day: string
  source: string
  issued: number
  spent: number
  issueCount: number
  spendCount: number
}

export interface AssetSum {
  communityId: string
  asset: string
  issued: number
  spent: number
  /** How many more members hold some than before. */
  holders: number
}

export const byHand = 'Adjustment by hand'
const sourceLengthMax = 100

/** What adjusts by hand gives a reason of its own each time; all of them are one source. */
export function sourceOf({ action, causeKind }: Pick<CurrencyChange, 'action' | 'causeKind'>): string {
  return causeKind === 'request' && action.startsWith('Adjustment')
    ? byHand
    : action.slice(0, sourceLengthMax)
}

/** In the order of their keys, which is the order in which their rows are locked. */
export function flowsOf(changes: readonly CurrencyChange[]): { days: DayFlow[]; sums: AssetSum[] } {
  const days = new Map<string, DayFlow>()
  const sums = new Map<string, AssetSum>()
  for (const change of changes) {
    const { communityId, asset, day, amount, balance, moved } = change
    const flowed = amount - moved
    if (flowed !== 0) {
      const source = sourceOf(change)
      const flow = entry(days, `${communityId} ${asset} ${day} ${source}`, {
        ...{ communityId, asset, day, source },
        ...{ issued: 0, spent: 0, issueCount: 0, spendCount: 0 },
      })
      flow.issued = added(flow.issued, Math.max(0, flowed))
      flow.spent = added(flow.spent, Math.max(0, -flowed))
      flow.issueCount += Number(flowed > 0)
      flow.spendCount += Number(flowed < 0)
    }
    // What members hold changes with every move; the sums of both sides differ by it.
    const [issued, spent] = amount > 0 ? [amount, 0] : [0, -amount]
    const sum = entry(sums, `${communityId} ${asset}`, {
      ...{ communityId, asset, issued: 0, spent: 0, holders: 0 },
    })
    sum.issued = added(sum.issued, issued)
    sum.spent = added(sum.spent, spent)
    sum.holders += Number(balance > 0) - Number(balance - amount > 0)
  }
  return { days: inOrder(days), sums: inOrder(sums) }
}

/** Sums for charts end where numbers stop being exact, instead of failing. */
export const added = (sum: number, amount: number) => Math.min(sum + amount, amountMax)

function entry<Value>(map: Map<string, Value>, key: string, fresh: Value): Value {
  const known = map.get(key)
  if (known) return known
  map.set(key, fresh)
  return fresh
}

function inOrder<Value>(map: ReadonlyMap<string, Value>): Value[] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value)
}

/** Every day from the first to the last, both included. */
export function daysBetween(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`)
  const dayMs = 86_400_000
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
}
