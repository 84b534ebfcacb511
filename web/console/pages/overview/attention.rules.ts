/** Which webhooks need attention, most urgent first, in words an owner understands. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import type { Alert } from '../../../../contracts/insights.ts'
import type { Receipt } from '../../../../contracts/receipts.ts'
import { refusedReason } from '../webhooks/list/refused-calls.rules.ts'

export interface Need {
  /** `alert` is one of an incoming webhook, `endpoint` one of an outgoing webhook, `ledger` one of the ledger. */
  kind: 'ledger' | 'alert' | 'endpoint' | 'stuck' | 'failed' | 'refused' | 'waiting' | 'unmapped'
  webhook: Pick<IncomingWebhook, 'id' | 'name'>
  words: string
  advice: string
  at: string | null
}

const times = (count: number) => (count === 1 ? '1 request' : `${count} requests`)

function needsOf(webhook: IncomingWebhook): Need[] {
  const { counts, name, mapping, isPaused, refused, lastReceivedAt } = webhook
  const needs: Need[] = []
  if (counts.failed > 0) {
    needs.push({
      kind: 'failed',
      webhook,
      words: `${name}: ${times(counts.failed)} failed in the last 24 hours`,
      advice: 'Read the reason under Details, mend the mapping or the sender, then run them again.',
      at: null,
    })
  }
  const turnedAway = refused.reduce((sum, { count }) => sum + count, 0)
  if (turnedAway > 0) {
    needs.push({
      kind: 'refused',
      webhook,
      words: `${name}: ${times(turnedAway)} turned away`,
      advice: `Nothing of them was kept. Reasons: ${refused.map(refusedReason).join(', ')}.`,
      at:
        refused
          .map(({ lastAt }) => lastAt)
          .sort()
          .at(-1) ?? null,
    })
  }
  const kept = counts.pending - counts.awaitingMember
  if (kept > 0 && isPaused) {
    needs.push({
      kind: 'waiting',
      webhook,
      words: `${name} is paused, and ${times(kept)} ${kept === 1 ? 'waits' : 'wait'}`,
      advice: 'Resume it to apply them.',
      at: null,
    })
  }
  if (mapping === null && lastReceivedAt !== null) {
    needs.push({
      kind: 'unmapped',
      webhook,
      words: `${name} receives requests but changes nothing yet`,
      advice: 'Catch one of them and map its values.',
      at: lastReceivedAt,
    })
  }
  return needs
}

/** Requests that have been queued for over an hour: nobody but the operator of the server can help. */
function stuckNeeds(receipts: readonly Receipt[]): Need[] {
  const newestOf = new Map(receipts.map((receipt) => [receipt.webhookId, receipt]))
  return [...newestOf.values()].map(({ webhookId, webhookName, details, receivedAt }) => ({
    kind: 'stuck' as const,
    webhook: { id: webhookId, name: webhookName },
    words: `${webhookName}: requests have been pending for over an hour`,
    advice: details,
    at: receivedAt,
  }))
}

const alertNeed = ({ subject, words, advice }: Alert): Need => ({
  kind: subject.kind === 'incoming_webhook' ? 'alert' : subject.kind,
  webhook: { id: subject.id, name: subject.name },
  words,
  advice,
  at: null,
})

/** What an open alert tells already is not told twice. */
const toldBy: Record<Alert['kind'], Need['kind'] | null> = {
  pending: 'stuck',
  failing: 'failed',
  refused: 'refused',
  silent: null,
  endpoint_failing: null,
  endpoint_disabled: null,
  endpoint_recovered: null,
  conservation_failed: null,
}

const order: Need['kind'][] = [
  'ledger',
  'alert',
  'endpoint',
  'stuck',
  'failed',
  'refused',
  'waiting',
  'unmapped',
]

export function attentionOf(
  webhooks: readonly IncomingWebhook[],
  stuck: readonly Receipt[],
  alerts: readonly Alert[],
): Need[] {
  const open = alerts.filter(({ kind, mutedAt }) => mutedAt === null && kind !== 'endpoint_recovered')
  const isTold = ({ kind, webhook }: Need) =>
    alerts.some((alert) => alert.subject.id === webhook.id && toldBy[alert.kind] === kind)
  const needs = [...stuckNeeds(stuck), ...webhooks.flatMap(needsOf)].filter((need) => !isTold(need))
  return [...open.map(alertNeed), ...needs].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const hourMs = 3_600_000
const minuteMs = 60_000

/** One hour ago, in whole minutes, so that a query for it stays the same for a minute. */
export const hourBefore = (now: Date) =>
  new Date(Math.floor((now.getTime() - hourMs) / minuteMs) * minuteMs).toISOString()

/** Queued, and not waiting for a mapping or for a webhook to be resumed. */
export const stuckOf = (pending: readonly Receipt[]) => pending.filter(({ outcome }) => outcome === null)
