/** What I hold of an item, tier by tier. */
import type { ReactNode } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { ItemKind } from '../../../../contracts/items.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Section } from '../../../ui/section.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { HoldingFacts } from '../inventory/holding-facts.tsx'

interface Props {
  kind: ItemKind
  holdings: readonly Holding[] | undefined
  problem: ApiProblem | null
  /** What can be done with it. */
  children?: ReactNode
}

export function MyHolding({ kind, holdings, problem, children }: Props) {
  return (
    <Section title="What I hold">
      {holdings === undefined ? (
        problem ? (
          <ErrorState problem={problem} what="what you hold" />
        ) : (
          <Skeleton className="h-13 w-32" />
        )
      ) : holdings.length === 0 ? (
        <p className="text-13 text-ink-2">You hold none of it.</p>
      ) : (
        <ul className="flex flex-wrap gap-x-10 gap-y-4">
          {holdings.map((holding) => (
            <li key={holding.tier} className="flex min-w-32 flex-col gap-1">
              {kind === 'time_limited' && holding.seconds !== null && (
                <span className="text-12 font-medium text-ink-3">{durationWords(holding.seconds)} each</span>
              )}
              <span className="text-20 font-semibold tracking-tight tabular-nums">
                {formatCount(holding.owned)}
                <span className="text-12 font-normal tracking-normal text-ink-3"> owned</span>
              </span>
              <HoldingFacts holding={holding} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </Section>
  )
}
