/** Writes one audit entry in the transaction of the change, so neither is ever kept without the other. */
import type { Transaction } from '../../platform/db/database.ts'
import type { Ids } from '../../platform/ids.ts'
import { invariant } from '../../platform/invariant.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { insertAuditEntry } from './audit.store.ts'

export interface AuditedChange {
  /** Left out, it is the community that the actor acts in. */
  communityId?: string
  /** `<noun>.<past verb>`, e.g. `incoming_webhook.created`. */
  action: string
  subject: { kind: string; id: string | null; label: string }
  /** Everybody with `view_audit` reads them: never a secret. */
  changes: Record<string, unknown>
}

export type AuditedActor = Pick<Actor, 'kind' | 'id' | 'label' | 'communityId' | 'reason'>

const labelLengthMax = 200

export async function recordAudit(
  tx: Transaction,
  ids: Ids,
  actor: AuditedActor,
  change: AuditedChange,
): Promise<void> {
  const communityId = change.communityId ?? actor.communityId
  invariant(communityId, `the audited change ${change.action} belongs to a community`)
  const by = recordedActor(actor)
  await insertAuditEntry(tx, {
    communityId,
    id: ids.next(),
    actorKind: by.kind,
    actorId: by.id,
    actorLabel: by.label.slice(0, labelLengthMax),
    action: change.action,
    subjectKind: change.subject.kind,
    subjectId: change.subject.id,
    subjectLabel: change.subject.label.slice(0, labelLengthMax),
    changes: storableJson(change.changes),
    reason: actor.reason,
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is looked for
const unstorable = /[\u0000\p{Surrogate}]/gu

/** jsonb takes neither NUL nor half a surrogate pair; a change must not fail because of its audit entry. */
function storableJson(changes: Record<string, unknown>): string {
  return JSON.stringify(changes, (_name, value: unknown) =>
    typeof value === 'string' ? value.replace(unstorable, '\ufffd') : value,
  )
}
