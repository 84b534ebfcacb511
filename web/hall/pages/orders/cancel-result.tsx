/** What came of canceling many orders: the units that came back, and each order that could not be canceled, with why. */
import { useEffect, useRef } from 'react'
import type { ApiProblem } from '../../../api/problem.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { TechnicalDetail } from '../../../ui/technical-detail.tsx'
import {
  asCanceled,
  type CanceledOrder,
  itemWords,
  ordersOf,
  type RefusedOrder,
  type UnitsLine,
  whatComesBack,
} from './cancel-orders.rules.ts'

interface Props {
  canceled: readonly CanceledOrder[]
  refused: readonly RefusedOrder<ApiProblem>[]
  leftCount: number
}

export function CancelResult({ canceled, refused, leftCount }: Props) {
  const result = useRef<HTMLDivElement>(null)
  // What was clicked is gone, and nobody should miss what is said here.
  useEffect(() => result.current?.focus(), [])
  return (
    <div ref={result} role="alert" tabIndex={-1} className="flex flex-col gap-4">
      {refused.length > 0 && (
        <div className="rounded-md border border-bad-line bg-bad-soft px-3 py-2 text-13">
          <p className="font-medium text-ink">Could not be canceled</p>
          <ul aria-label="Could not be canceled" className="mt-1 flex flex-col gap-2">
            {refused.map(({ order, problem }) => (
              <li key={order.id} className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
                <span className="font-medium text-ink">
                  {unitsOf(asCanceled(order).quantity)} of {itemWords(order)}
                </span>
                : {problem.message}. {problem.detail}
                <TechnicalDetail problem={problem} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {leftCount > 0 && (
        <p className="text-13 text-ink-2">You stopped before {ordersOf(leftCount)}: nothing changed there.</p>
      )}
      <CanceledUnits canceled={canceled} tense="past" />
    </div>
  )
}

const headings = {
  future: { back: 'Comes back to your inventory', inGame: 'Stays in the game, and will not be sold' },
  past: { back: 'Came back to your inventory', inGame: 'Stays in the game, and is not sold' },
} as const

export function CanceledUnits(props: { canceled: readonly CanceledOrder[]; tense: keyof typeof headings }) {
  const { back, inGame } = whatComesBack(props.canceled)
  const { back: backHeading, inGame: inGameHeading } = headings[props.tense]
  return (
    <>
      <Lines heading={backHeading} lines={back} />
      <Lines heading={inGameHeading} lines={inGame} />
    </>
  )
}

function Lines({ heading, lines }: { heading: string; lines: readonly UnitsLine[] }) {
  if (lines.length === 0) return null
  return (
    <div className="text-13">
      <p className="text-12 font-medium text-ink-3">{heading}</p>
      <ul aria-label={heading} className="mt-1 flex flex-col gap-1">
        {lines.map(({ key, words }) => (
          <li key={key} className="[overflow-wrap:anywhere]">
            {words}
          </li>
        ))}
      </ul>
    </div>
  )
}
