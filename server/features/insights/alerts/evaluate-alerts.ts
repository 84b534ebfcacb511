/** Opens, renews, closes and mails alerts as things are now; each minute, over all communities. */
import type { Alert, WebhookAlertKind } from '../../../../contracts/insights.ts'
import type { PermissionName } from '../../../../contracts/permissions.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { listStaffEmails } from '../../communities/index.ts'
import { alertLetter } from './alert.letters.ts'
import { type Condition, changesOf } from './alerts.rules.ts'
import { closeAlerts, insertAlerts, listOpenAlerts, markMailed, updateFacts } from './alerts.store.ts'
import { type ConditionRow, listFailing, listOverdue, listRefusing, listSilent } from './conditions.store.ts'
import { listEndpointTroubles, listRecovered, type RecoveredRow } from './endpoint-conditions.store.ts'
import { firstWarningHours, troubleOf } from './endpoint-trouble.rules.ts'
import { type BrokenProofRow, listBrokenProofs } from './ledger-conditions.store.ts'
import { subjectKindOf } from './subjects.rules.ts'

/** Whoever can do something about it. */
const mailedTo = {
  incoming_webhook: 'manage_webhooks',
  endpoint: 'manage_webhooks',
  ledger: 'view_ledger',
} as const satisfies Record<Alert['subject']['kind'], PermissionName>

type AlertContext = Pick<Context, 'db' | 'ids' | 'config' | 'inTransaction'>

export async function evaluateAlerts(ctx: AlertContext, mail: Pick<Mail, 'send'>): Promise<void> {
  const found = [
    ...conditions('pending', await listOverdue(ctx.db)),
    ...conditions('failing', await listFailing(ctx.db)),
    ...conditions('refused', await listRefusing(ctx.db)),
    ...conditions('silent', await listSilent(ctx.db)),
    ...(await listEndpointTroubles(ctx.db, firstWarningHours)).flatMap(troubleOf),
    ...(await listRecovered(ctx.db)).map(recovery),
    ...(await listBrokenProofs(ctx.db)).map(brokenProof),
  ]
  await ctx.inTransaction(async (tx) => {
    const { opening, changed, closing } = changesOf(await listOpenAlerts(tx), found)
    await insertAlerts(
      tx,
      opening.map((condition) => ({ ...condition, id: ctx.ids.next() })),
    )
    await updateFacts(tx, changed)
    await closeAlerts(tx, closing)
    await mailDue(ctx, tx, mail)
  })
}

function conditions(kind: WebhookAlertKind, rows: readonly ConditionRow[]): Condition[] {
  return rows.map(({ community_id, webhook_id, count, total, hours }) => ({
    kind,
    communityId: community_id,
    subjectId: webhook_id,
    facts: { count, total, hours },
  }))
}

function recovery({ community_id, endpoint_id, since }: RecoveredRow): Condition {
  const endpoint = { since, reason: null, status: null, failure: null }
  return {
    kind: 'endpoint_recovered',
    communityId: community_id,
    subjectId: endpoint_id,
    facts: { count: 0, total: 0, hours: 0, endpoint },
  }
}

function brokenProof({ community_id, problem_count, first_problem }: BrokenProofRow): Condition {
  return {
    ...{ kind: 'conservation_failed', communityId: community_id, subjectId: community_id },
    facts: { count: problem_count, total: 0, hours: 0, firstProblem: first_problem },
  }
}

async function mailDue(ctx: AlertContext, tx: Transaction, mail: Pick<Mail, 'send'>): Promise<void> {
  for (const alert of await markMailed(tx)) {
    const recipients = await listStaffEmails(tx, alert.community_id, mailedTo[subjectKindOf(alert.kind)])
    for (const to of recipients) await mail.send(alertLetter(alert, to, ctx.config), tx)
  }
}
