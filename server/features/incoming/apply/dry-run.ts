/**
 * Shows what a sample would change: the same reading, mapping, look-up and ledger rule as the real thing, on
 * balances and values that are only read. Every problem is listed, each on its line.
 */

import { type DryRun, remarkCountMax } from '../../../../contracts/dry-runs.ts'
import type { CustomField } from '../../../../contracts/fields.ts'
import type { Mapping } from '../../../../contracts/mapping.ts'
import type { ReceiptEffect, ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { listFieldValues, listLivingFields, planFieldChange } from '../../fields/index.ts'
import { type Balances, balanceKey, listBalanceRows, post } from '../../ledger/index.ts'
import { findReceived } from '../receipts/receipts.store.ts'
import { removedInWords } from '../receipts/receipts.views.ts'
import { type CompiledMapping, compileMapping } from '../rules/compile-mapping.rules.ts'
import { mapPayload } from '../rules/map-payload.rules.ts'
import { parseBody } from '../rules/parse-body.rules.ts'
import { readTexts } from '../rules/read-texts.rules.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'
import { joinWarnings } from '../rules/warnings.rules.ts'
import { refuseBrokenMapping } from '../webhooks/save-mapping.ts'
import { findWebhook } from '../webhooks/webhooks.store.ts'
import { dayBoundFailures, dayGains, requestBoundFailures } from './amount-bounds.rules.ts'
import { type FoundMember, listMembers } from './apply.store.ts'
import { listDaySums } from './day-sums.store.ts'
import { lookUpMembers } from './look-up-members.ts'
import type { MappingBook } from './mapping-book.ts'
import { ledgerFailure, placeOfLine, planReceipt, type ReceiptPlan } from './plan-receipt.rules.ts'
import { readReceipt } from './read-receipt.rules.ts'

export interface DryRunInput {
  communityId: string
  webhookId: string
  /** The parsed payload; or the receipt whose payload is taken. */
  sample?: unknown
  receiptId?: string | undefined
  /** Tried instead of the saved one. */
  mapping?: Mapping | undefined
}

export async function dryRun(
  ctx: Pick<Context, 'db'>,
  book: MappingBook,
  input: DryRunInput,
): Promise<DryRun> {
  const { communityId, webhookId } = input
  if ((input.sample === undefined) === (input.receiptId === undefined)) {
    refuse('validation_failed', 'Give either a `sample` or a `receiptId`.')
  }
  if (!(await findWebhook(ctx.db, communityId, webhookId))) refuse('not_found', 'There is no such webhook.')
  const entry = (await book.read(ctx.db, [{ communityId, webhookId }])).get(webhookId)
  if (input.mapping) await refuseBrokenMapping(ctx.db, communityId, input.mapping)
  const mapping = input.mapping ? compileMapping(input.mapping) : entry?.mapping
  if (!mapping) return refuse('mapping_missing', 'Give a mapping to try, or save one first.')

  const reading = await readSample(ctx, input, entry?.encryption ?? null)
  if (!reading.ok) return failed([reading.failure])
  const texts = readTexts(mapping.texts, reading.payload)
  if (!texts.ok) return failed([texts.failure], reading.warnings)
  const fields = await listLivingFields(ctx.db, communityId)
  const remarks: DryRun['remarks'] = []
  const mapped = mapPayload(mapping, texts.payload, {
    fields,
    remark: ({ line, element }, text) => {
      if (remarks.length < remarkCountMax) remarks.push({ line, element, text })
    },
  })
  const warnings = joinWarnings(reading.warnings, texts.warnings, mapped.warnings)
  if (!mapped.ok) return failed(mapped.failures, warnings, remarks)

  const find = await lookUpMembers(ctx.db, [
    { receipt: { community_id: communityId }, elements: mapped.elements },
  ])
  const plan = planReceipt(mapping, mapped.elements, (kind, original) => find(communityId, kind, original))
  const memberIds = plan.members.map(({ id }) => id)
  const members = new Map((await listMembers(ctx.db, communityId, memberIds)).map((row) => [row.id, row]))
  const currency = await tryTransfers(ctx, communityId, mapping, plan, members)
  const changes = await tryFieldChanges(ctx, communityId, plan, fields, members)
  const waits = mapping.waitsForMember && plan.missing.length > 0
  const beyond = [...requestBoundFailures(mapping, plan), ...(await tryDayBounds(ctx, input, mapping, plan))]
  const problems = [...plan.failures, ...beyond, ...currency.problems, ...changes.problems]
  const effects = [...currency.effects, ...changes.effects]
  return {
    ...(waits
      ? { status: 'pending', outcome: 'awaiting_member' }
      : problems.length > 0
        ? { status: 'failed', outcome: null }
        : { status: 'success', outcome: effects.length > 0 ? 'applied' : 'nothing_to_do' }),
    members: plan.members.map(({ id, element }) => ({ id, ...identityOf(members.get(id)), element })),
    effects,
    problems: problems.slice(0, 1000),
    warnings,
    remarks,
  }
}

function failed(
  problems: ReceiptFailure[],
  warnings: string[] = [],
  remarks: DryRun['remarks'] = [],
): DryRun {
  return {
    status: 'failed',
    outcome: null,
    members: [],
    effects: [],
    problems: problems.slice(0, 1000),
    warnings,
    remarks,
  }
}

async function readSample(
  ctx: Pick<Context, 'db'>,
  { communityId, webhookId, receiptId, sample }: DryRunInput,
  encryption: Parameters<typeof readReceipt>[1],
) {
  if (receiptId === undefined) return parseBody(Buffer.from(JSON.stringify(sample)), 'application/json')
  const received = await findReceived(ctx.db, communityId, receiptId)
  if (!received || received.webhook_id !== webhookId) return refuse('not_found', 'There is no such receipt.')
  if (received.body_kept_days !== null) refuse('not_found', removedInWords(received.body_kept_days))
  return readReceipt(received, encryption)
}

async function tryDayBounds(
  ctx: Pick<Context, 'db'>,
  { communityId, webhookId }: DryRunInput,
  mapping: CompiledMapping,
  plan: ReceiptPlan,
): Promise<ReceiptFailure[]> {
  if (!mapping.hasDayBounds) return []
  const wanted = dayGains(mapping, plan).map((gain) => ({ communityId, webhookId, ...gain }))
  const sums = await listDaySums(ctx.db, wanted)
  const given = (memberId: string, asset: string) =>
    sums.find((row) => row.memberId === memberId && row.asset === asset)?.amount ?? 0
  return dayBoundFailures(mapping, plan, given)
}

async function tryTransfers(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  mapping: CompiledMapping,
  plan: ReceiptPlan,
  members: ReadonlyMap<string, FoundMember>,
) {
  const balances: Balances = new Map()
  for (const row of await listBalanceRows(ctx.db, communityId, [...members.keys()])) {
    balances.set(balanceKey(communityId, row.holder_id, row.asset), row.amount)
  }
  const isForEach = mapping.forEach !== null
  const decision = post(balances, {
    communityId,
    cause: { kind: 'receipt', id: communityId },
    action: '',
    actor: { kind: 'system', id: null, label: '' },
    transfers: plan.transfers,
  })
  if (!decision.isPosted)
    return { effects: [], problems: [ledgerFailure(decision, plan.transfers, isForEach)] }
  const effects = decision.transfers.map(({ transfer, fromBalance, toBalance }): ReceiptEffect => {
    const isAdded = transfer.to.kind === 'member'
    const memberId = (isAdded ? transfer.to.id : transfer.from.id) ?? ''
    const balanceAfter = (isAdded ? toBalance : fromBalance) ?? 0
    const amount = isAdded ? transfer.amount : -transfer.amount
    return {
      kind: 'currency',
      memberId,
      memberLabel: members.get(memberId)?.display_name ?? '',
      asset: transfer.asset,
      amount,
      balanceBefore: balanceAfter - amount,
      balanceAfter,
      transferId: null,
      ...placeOfLine(transfer.line, isForEach),
    }
  })
  return { effects, problems: [] }
}

async function tryFieldChanges(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  plan: ReceiptPlan,
  fields: readonly CustomField[],
  members: ReadonlyMap<string, FoundMember>,
) {
  const effects: ReceiptEffect[] = []
  const problems: ReceiptFailure[] = []
  const wanted = plan.fieldChanges.flatMap(({ memberId, field }) => {
    const fieldId = fields.find(({ key }) => key === field)?.id
    return fieldId ? [{ communityId, memberId, fieldId }] : []
  })
  const values = await listFieldValues(ctx.db, wanted)
  for (const { memberId, field: key, operator, value, element, line } of plan.fieldChanges) {
    const field = fields.find((each) => each.key === key)
    if (!field) continue
    const before = values.get(`${memberId}:${field.id}`) ?? null
    const planned = planFieldChange(field, before, operator, value)
    if (!planned.ok) {
      problems.push(
        receiptFailure('Value does not fit the field', planned.detail, { line, element, found: { value } }),
      )
      continue
    }
    values.set(`${memberId}:${field.id}`, planned.after)
    const memberLabel = members.get(memberId)?.display_name ?? ''
    effects.push({
      kind: 'field',
      memberId,
      memberLabel,
      field: key,
      before,
      after: planned.after,
      element,
      line,
    })
  }
  return { effects, problems }
}

function identityOf(member: FoundMember | undefined) {
  return {
    email: member?.email ?? null,
    username: member?.username ?? '',
    displayName: member?.display_name ?? '',
  }
}
