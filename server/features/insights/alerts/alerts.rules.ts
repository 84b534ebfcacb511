/** Decides what becomes of alerts: which open, which go on, which are over. Each is open once per kind and subject. */
import type { AlertKind } from '../../../../contracts/insights.ts'
import type { AlertFacts } from './alert-words.rules.ts'

/** Of so many requests within the hour that runs and the one before, half have to fail. */
export const failingCountMin = 20
export const failingShareMin = 0.5
/** Calls turned away within the hour that runs and the one before. */
export const refusedCountMin = 50

export interface Condition {
  communityId: string
  /** The incoming webhook, the endpoint, or the community of the ledger. */
  subjectId: string
  kind: AlertKind
  facts: AlertFacts
}

export interface OpenAlert extends Condition {
  id: string
}

export interface ChangedAlert extends OpenAlert {
  /** What it tells is news: it is mailed again, however recent its last letter is. */
  isNews: boolean
}

export interface AlertChanges {
  opening: Condition[]
  /** Open ones whose numbers are others now. */
  changed: ChangedAlert[]
  /** Open ones whose condition has ended. */
  closing: OpenAlert[]
}

const keyOf = ({ communityId, subjectId, kind }: Condition) => `${communityId} ${subjectId} ${kind}`

export function changesOf(open: readonly OpenAlert[], found: readonly Condition[]): AlertChanges {
  const isOpen = new Map(open.map((alert) => [keyOf(alert), alert]))
  const holds = new Map(found.map((condition) => [keyOf(condition), condition]))
  const changed: ChangedAlert[] = []
  for (const alert of open) {
    const facts = holds.get(keyOf(alert))?.facts
    if (facts && !isSame(facts, alert.facts)) {
      changed.push({ ...alert, facts, isNews: isNews(facts, alert.facts) })
    }
  }
  return {
    opening: [...holds].filter(([key]) => !isOpen.has(key)).map(([, condition]) => condition),
    changed,
    closing: open.filter((alert) => !holds.has(keyOf(alert))),
  }
}

const isSame = (one: AlertFacts, other: AlertFacts) =>
  one.count === other.count &&
  one.total === other.total &&
  one.hours === other.hours &&
  one.firstProblem === other.firstProblem &&
  one.endpoint?.since === other.endpoint?.since &&
  one.endpoint?.reason === other.endpoint?.reason &&
  one.endpoint?.status === other.endpoint?.status &&
  one.endpoint?.failure === other.endpoint?.failure

/** Of an endpoint: the next warning, or the same trouble another time. Numbers of incoming webhooks wait for their day. */
const isNews = (now: AlertFacts, before: AlertFacts) =>
  now.endpoint !== undefined && (now.count !== before.count || now.endpoint.since !== before.endpoint?.since)
