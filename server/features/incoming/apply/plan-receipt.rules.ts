/** From what a mapping found to what is posted: members looked up, amounts as transfers, fields as changes. */
import type { FieldValue } from '../../../../contracts/fields.ts'
import { mappingLineCountMax } from '../../../../contracts/mapping.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import { issuer, member, sink, type TransferDraft } from '../../ledger/index.ts'
import type { MissingMember } from '../awaiting/awaiting.rules.ts'
import type { CompiledMapping } from '../rules/compile-mapping.rules.ts'
import type { MappedElement } from '../rules/map-payload.rules.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'

export interface PlannedFieldChange {
  memberId: string
  field: string
  operator: 'set' | 'add' | 'subtract'
  value: FieldValue
  element: number | null
  line: number
}

export interface ReceiptPlan {
  transfers: TransferDraft[]
  fieldChanges: PlannedFieldChange[]
  /** `original` is what the payload calls the member. */
  members: { id: string; original: string; element: number | null }[]
  failures: ReceiptFailure[]
  /** For each failure, who is not there. */
  missing: MissingMember[]
}

export type FindMember = (kind: 'email' | 'username', original: string) => string | undefined

export function planReceipt(
  mapping: CompiledMapping,
  elements: readonly MappedElement[],
  findMember: FindMember,
): ReceiptPlan {
  const plan: ReceiptPlan = { transfers: [], fieldChanges: [], members: [], failures: [], missing: [] }
  for (const { element, identifier, currency, fields } of elements) {
    const memberId = findMember(identifier.kind, identifier.original)
    if (memberId === undefined) {
      const detail = `Nobody here has the ${identifier.kind} ${identifier.original}. Add the member, or mend the payload, and run it again.`
      const place = { path: mapping.member.path.text, found: { value: identifier.original }, element }
      plan.failures.push(receiptFailure('User not found', detail, place))
      plan.missing.push({ identifier, element })
      continue
    }
    plan.members.push({ id: memberId, original: identifier.original, element })
    for (const { asset, amount, line } of currency) {
      const sides =
        amount > 0n ? { from: issuer, to: member(memberId) } : { from: member(memberId), to: sink }
      const size = Number(amount > 0n ? amount : -amount)
      plan.transfers.push({ line: lineNumber(element, line), asset, amount: size, ...sides })
    }
    for (const change of fields) plan.fieldChanges.push({ memberId, element, ...change })
  }
  return plan
}

/** Transfers are numbered over elements and mapping lines, so that each can be told apart for ever. */
export function lineNumber(element: number | null, line: number): number {
  return (element ?? 0) * mappingLineCountMax + line
}

export function placeOfLine(number: number, isForEach: boolean): { element: number | null; line: number } {
  const element = isForEach ? Math.floor(number / mappingLineCountMax) : null
  return { element, line: number % mappingLineCountMax }
}

/** A posting that the ledger refused, as the receipt's failure. */
export function ledgerFailure(
  refused: { refusal: string; line: number | null; balance: number | null },
  transfers: readonly TransferDraft[],
  isForEach: boolean,
): ReceiptFailure {
  const transfer = transfers.find((each) => each.line === refused.line)
  const place = refused.line === null ? {} : placeOfLine(refused.line, isForEach)
  const found = transfer ? { found: { value: transfer.amount } } : {}
  if (refused.refusal === 'insufficient_balance') {
    const detail = `The balance is ${refused.balance ?? 0} ${transfer?.asset ?? ''}, and ${transfer?.amount ?? 0} were to be taken. Nothing was changed.`
    return receiptFailure('Insufficient balance', detail, { ...place, ...found })
  }
  if (refused.refusal === 'already_posted') {
    return receiptFailure(
      'Something went wrong on our side',
      'The ledger holds the effect of this receipt already. Nothing was changed.',
    )
  }
  const detail = 'The balance would grow beyond 9,007,199,254,740,991. Nothing was changed.'
  return receiptFailure('Amount is out of bounds', detail, { ...place, ...found })
}
