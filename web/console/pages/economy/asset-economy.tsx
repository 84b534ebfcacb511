/** One currency: its sums, the chart of its days with the table behind it, and its largest sources and sinks. */
import type { EconomyAsset } from '../../../../contracts/insights.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Section } from '../../../ui/section.tsx'
import { DayTable } from './day-table.tsx'
import { FlowChart } from './flow-chart.tsx'
import { FlowList } from './flow-list.tsx'

export function AssetEconomy({ asset }: { asset: EconomyAsset }) {
  const { name, held, holders, issued, spent, days, sources, sinks } = asset
  const facts = [
    { name: 'In circulation', value: held },
    { name: 'Members with some', value: holders },
    { name: `Issued in ${days.length} days`, value: issued },
    { name: `Spent in ${days.length} days`, value: spent },
  ]
  return (
    <Section title={name}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 pb-4 sm:grid-cols-4">
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt className="text-12 text-ink-3">{fact.name}</dt>
            <dd className="text-20 font-semibold tabular-nums tracking-tight">{formatCount(fact.value)}</dd>
          </div>
        ))}
      </dl>
      <FlowChart name={name} days={days} />
      <DayTable name={name} days={days} />
      <div className="grid gap-6 pt-4 sm:grid-cols-2">
        <FlowList title="Where it came from" flows={sources} total={issued} mark="issued" />
        <FlowList title="Where it went" flows={sinks} total={spent} mark="spent" />
      </div>
    </Section>
  )
}
