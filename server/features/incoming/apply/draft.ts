/** A receipt on its way through a batch: what was read of it, what is planned, and what is decided already. */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { MissingMember } from '../awaiting/awaiting.rules.ts'
import { dedupeKeyIn } from '../rules/dedupe-key.rules.ts'
import { type MappedElement, mapPayload } from '../rules/map-payload.rules.ts'
import { readTexts } from '../rules/read-texts.rules.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'
import type { ClaimedReceipt } from './claim-receipts.ts'
import type { BookEntry } from './mapping-book.ts'
import type { ReceiptPlan } from './plan-receipt.rules.ts'
import { readReceipt } from './read-receipt.rules.ts'

export type Verdict =
  | { status: 'failed'; failure: ReceiptFailure }
  | { status: 'success'; outcome: 'duplicate'; duplicateOf: string }
  | { status: 'pending'; until: Date }

export interface Draft {
  receipt: ClaimedReceipt
  entry: BookEntry | undefined
  elements: readonly MappedElement[]
  /** The id of the event inside the payload, if the mapping names a path for it. */
  eventId: string | null
  plan: ReceiptPlan | null
  /** Whom the receipt would wait for, and why it fails if it cannot. */
  missing: (MissingMember & { failure: ReceiptFailure }) | null
  verdict: Verdict | null
}

export const isOpen = (draft: Draft): boolean => draft.verdict === null

export function fail(draft: Draft, failure: ReceiptFailure): void {
  draft.verdict = { status: 'failed', failure }
}

export async function draftReceipt(
  receipt: ClaimedReceipt,
  entry: BookEntry | undefined,
  settled: ReceiptFailure | undefined,
): Promise<Draft> {
  const draft: Draft = {
    receipt,
    entry,
    elements: [],
    eventId: null,
    plan: null,
    missing: null,
    verdict: null,
  }
  const failure = settled ?? (await readInto(draft))
  if (failure) fail(draft, failure)
  return draft
}

/** Reads and maps; answers the failure, if there is one. */
async function readInto(draft: Draft): Promise<ReceiptFailure | undefined> {
  const { receipt, entry } = draft
  const reading = await readReceipt(receipt, entry?.encryption ?? null)
  if (!reading.ok) return reading.failure
  if (!entry?.mapping) return receiptFailure('Mapping is incomplete', 'This webhook has no mapping.')
  const texts = readTexts(entry.mapping.texts, reading.payload)
  if (!texts.ok) return texts.failure
  draft.eventId = dedupeKeyIn(entry.mapping, texts.payload)
  const mapped = mapPayload(entry.mapping, texts.payload, { fields: entry.fields })
  if (!mapped.ok) return mapped.failures[0]
  draft.elements = mapped.elements
  return undefined
}
