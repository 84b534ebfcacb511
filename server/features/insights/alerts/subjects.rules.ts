/** What an alert is about: its kind tells. */
import {
  type Alert,
  type AlertKind,
  endpointAlertKinds,
  ledgerAlertKinds,
} from '../../../../contracts/insights.ts'

type SubjectKind = Alert['subject']['kind']

export function subjectKindOf(kind: AlertKind): SubjectKind {
  if (ledgerAlertKinds.some((each) => each === kind)) return 'ledger'
  return endpointAlertKinds.some((each) => each === kind) ? 'endpoint' : 'incoming_webhook'
}

/** `name` is null where what it is about was deleted; the ledger of a community always has this one. */
export function subjectNameOf(kind: AlertKind, name: string | null): string {
  const subjectKind = subjectKindOf(kind)
  if (subjectKind === 'ledger') return 'Ledger proof'
  return name ?? `A deleted ${subjectKind === 'endpoint' ? 'endpoint' : 'webhook'}`
}
