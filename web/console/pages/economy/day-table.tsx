/** The table behind a chart: the same numbers for readers, and for who wants them exactly; folded until asked for. */
import type { EconomyAsset } from '../../../../contracts/insights.ts'
import { formatCount } from '../../../ui/amount.rules.ts'

export function DayTable({ name, days }: Pick<EconomyAsset, 'name' | 'days'>) {
  return (
    <details className="pt-2">
      <summary className="w-fit cursor-pointer rounded-sm text-12 text-ink-3 hover:text-ink">
        The days of {name} as a table
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section aria-label={`Days of ${name}`} tabIndex={0} className="mt-2 max-h-72 overflow-y-auto">
        <table className="w-full text-13">
          <thead>
            <tr className="text-left text-12 text-ink-3">
              <th scope="col" className="py-1 pr-4 font-medium">
                Day
              </th>
              <th scope="col" className="py-1 pr-4 text-right font-medium">
                Issued
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Spent
              </th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {days.toReversed().map(({ day, issued, spent }) => (
              <tr key={day} className="border-t border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal text-ink-2">
                  {day}
                </th>
                <td className="py-1 pr-4 text-right">{formatCount(issued)}</td>
                <td className="py-1 text-right">{formatCount(spent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
