/** The days and sums that charts of the economy show. */
import { amountMax } from '../../../../contracts/values.ts'

/** Sums for charts end where numbers stop being exact, instead of failing. */
export const added = (sum: number, amount: number) => Math.min(sum + amount, amountMax)

/** Every day from the first to the last, both included. */
export function daysBetween(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`)
  const dayMs = 86_400_000
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
}
