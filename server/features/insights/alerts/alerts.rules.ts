/** Decides what becomes of alerts: which open, which go on, which are over. Each is open once per kind and webhook. */
import type { AlertKind } from '../../../../contracts/insights.ts'
import type { AlertFacts } from './alert-words.rules.ts'

/** Of so many requests within the hour that runs and the one before, half have to fail. */
export const failingCountMin = 20
export const failingShareMin = 0.5
/** Calls turned away within the hour that runs and the one before. */
export const refusedCountMin = 50

export interface Condition {
  communityId: string
  webhookId: string
  kind: AlertKind
  facts: AlertFacts
}

export interface OpenAlert extends Condition {
  id: string
}

export interface AlertChanges {
  opening: Condition[]
  /** Open ones whose numbers are others now. */
  changed: OpenAlert[]
  /** Open ones whose condition has ended. */
  closing: OpenAlert[]
}

const keyOf = ({ communityId, webhookId, kind }: Condition) => `${communityId} ${webhookId} ${kind}`

export function changesOf(open: readonly OpenAlert[], found: readonly Condition[]): AlertChanges {
  const isOpen = new Map(open.map((alert) => [keyOf(alert), alert]))
  const holds = new Map(found.map((condition) => [keyOf(condition), condition]))
  const changed: OpenAlert[] = []
  for (const alert of open) {
    const facts = holds.get(keyOf(alert))?.facts
    if (facts && !isSame(facts, alert.facts)) changed.push({ ...alert, facts })
  }
  return {
    opening: [...holds].filter(([key]) => !isOpen.has(key)).map(([, condition]) => condition),
    changed,
    closing: open.filter((alert) => !holds.has(keyOf(alert))),
  }
}

const isSame = (one: AlertFacts, other: AlertFacts) =>
  one.count === other.count && one.total === other.total && one.hours === other.hours
