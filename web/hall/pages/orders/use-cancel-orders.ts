/**
 * Cancels many orders one after the other: each is a call of its own, with a key of its own that stays the same when it
 * is tried again, so none is canceled twice and one that is refused holds nobody up.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Order } from '../../../../contracts/fills.ts'
import { randomKey } from '../../../api/call.ts'
import { type ApiProblem, problemOf } from '../../../api/problem.ts'
import { tradingReads } from '../trading/trading-reads.ts'
import { type CanceledOrder, mayHeal, type RefusedOrder } from './cancel-orders.rules.ts'
import { useCancelOrder } from './use-cancel-order.ts'

interface Progress {
  canceled: readonly CanceledOrder[]
  refused: readonly RefusedOrder<ApiProblem>[]
}

export function useCancelOrders(orders: readonly Order[], onAllCanceled: (all: CanceledOrder[]) => void) {
  const { cancelOrder } = useCancelOrder()
  const client = useQueryClient()
  const [keys] = useState(() => new Map(orders.map(({ id }) => [id, randomKey()])))
  const [progress, setProgress] = useState<Progress>({ canceled: [], refused: [] })
  const [phase, setPhase] = useState<'asking' | 'canceling' | 'done'>('asking')
  const isStopped = useRef(false)

  const cancelThese = async (wanted: readonly Order[]) => {
    isStopped.current = false
    setPhase('canceling')
    const canceled = [...progress.canceled]
    const refused = progress.refused.filter(({ order }) => !wanted.includes(order))
    for (const order of wanted) {
      if (isStopped.current) break
      try {
        canceled.push(await cancelOrder(order, keys.get(order.id)))
      } catch (error) {
        const problem = problemOf(error)
        if (problem === null) throw error
        refused.push({ order, problem })
      }
      setProgress({ canceled: [...canceled], refused: [...refused] })
    }
    await Promise.all(tradingReads.map((name) => client.invalidateQueries({ queryKey: [name] })))
    setPhase('done')
    if (canceled.length === orders.length) onAllCanceled(canceled)
  }

  const { canceled, refused } = progress
  const triedCount = canceled.length + refused.length
  const healing = refused.filter(({ problem }) => mayHeal(problem)).map(({ order }) => order)
  return {
    ...progress,
    phase,
    triedCount,
    /** Those that were not tried because somebody stopped it. */
    leftCount: orders.length - triedCount,
    start: () => void cancelThese(orders),
    /** After the one that is on its way. */
    stop: () => {
      isStopped.current = true
    },
    tryAgain: healing.length > 0 ? () => void cancelThese(healing) : undefined,
  }
}
