/** The preview of a repair, and its start. What cannot be undone is named, and an undo asks for the webhook's name. */
import { useState } from 'react'
import type { RepairKind, RepairOrder } from '../../../../../contracts/repairs.ts'
import { headerText } from '../../../../api/header-text.rules.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form, FormErrors } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { localMoment, momentOf } from '../../../../ui/local-moment.rules.ts'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { receiptReads } from '../receipt-reads.ts'
import { RepairPreviewPart } from './repair-preview.tsx'
import { startWords, titles } from './repair-words.rules.ts'

interface Props {
  kind: RepairKind
  webhookId: string
  webhookName: string
  moments: Pick<RepairOrder, 'from' | 'to'>
  onClose: () => void
}

const sentences: Record<RepairKind, string> = {
  rerun: 'Each failed request is tried once more with the mapping of now. New requests go first.',
  undo: 'Amounts are moved back by reversals in the ledger, fields are put back to what they were. The requests stay in Histories. This cannot be undone.',
  apply: 'Each waiting request is applied once, in the order in which it came.',
  discard: 'The requests stay in Histories as discarded and are never applied. This cannot be undone.',
}

const shortfallOptions = [
  { value: 'refuse', label: 'leave the request as it is' },
  { value: 'take_what_is_left', label: 'take what is left' },
]

export function RepairDialog({ kind, webhookId, webhookName, moments, onClose }: Props) {
  const params = { ...useCommunityParams(), webhookId }
  const toast = useToast()
  const [from, setFrom] = useState(localMoment(moments.from))
  const [to, setTo] = useState(localMoment(moments.to))
  const [reason, setReason] = useState('')
  const [shortfall, setShortfall] = useState('refuse')
  const [typedName, setTypedName] = useState('')
  const [auditReason, setAuditReason] = useState('')

  const order: RepairOrder = {
    kind,
    ...optional('from', momentOf(from)),
    ...optional('to', momentOf(to)),
    ...(reason === '' ? {} : { reason: reason as NonNullable<RepairOrder['reason']> }),
    ...(kind === 'undo' ? { shortfall: shortfall as NonNullable<RepairOrder['shortfall']> } : {}),
  }
  const { shortfall: _, reason: __, ...everything } = order
  const whole = useRead('getRepairPreview', { params, query: everything })
  const chosen = useRead('getRepairPreview', {
    params,
    query: { ...everything, ...optional('reason', order.reason) },
  })
  const preview = chosen.data
  const start = useWrite('startRepair', {
    refreshes: ['listRepairs', 'getRepairCounts', ...receiptReads],
    onDone: () => {
      onClose()
      toast.done(`${titles[kind]}: started`)
    },
  })
  const count = preview?.receiptCount ?? 0
  const isConfirmed = kind !== 'undo' || typedName.trim() === webhookName
  const mayStart = count > 0 && isConfirmed
  const begin = () => {
    if (!mayStart || start.isPending) return
    start.mutate({
      params,
      body: order,
      ...(auditReason.trim() === '' ? {} : { auditReason: headerText(auditReason.trim()) }),
    })
  }

  return (
    <Dialog
      title={`${titles[kind]}: ${webhookName}`}
      description={sentences[kind]}
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={kind === 'undo' || kind === 'discard' ? 'danger' : 'primary'}
            isPending={start.isPending}
            disabled={!mayStart}
            onClick={begin}
          >
            {startWords(kind, count)}
          </Button>
        </>
      }
    >
      <Form onSubmit={begin} problem={start.error}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Received from" note="optional">
            <Input
              type="datetime-local"
              step={1}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          </Field>
          <Field label="Received before" note="optional">
            <Input
              type="datetime-local"
              step={1}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </Field>
          {kind === 'rerun' && (
            <Field label="Failed because" className="sm:col-span-2">
              <Select
                value={reason}
                placeholder="Every reason"
                onPick={setReason}
                options={(whole.data?.reasons ?? []).map((each) => ({
                  value: each.reason,
                  label: `${each.reason} (${each.count})`,
                }))}
                className="w-full"
              />
            </Field>
          )}
        </div>
        {chosen.error ? (
          <FormErrors problem={chosen.error} />
        ) : preview ? (
          <RepairPreviewPart preview={preview} />
        ) : (
          <SkeletonLines count={5} label="Working out the preview" />
        )}
        {kind === 'undo' && preview !== undefined && preview.receiptCount > 0 && (
          <>
            <Field label="When it has been spent already">
              <Select value={shortfall} onPick={setShortfall} options={shortfallOptions} className="w-full" />
            </Field>
            <Field label={`Type the name of the webhook: ${webhookName}`}>
              <Input
                value={typedName}
                autoComplete="off"
                onChange={(event) => setTypedName(event.target.value)}
              />
            </Field>
          </>
        )}
        <Field label="Reason" note="optional" hint="Kept in the audit log.">
          <Input
            value={auditReason}
            maxLength={200}
            onChange={(event) => setAuditReason(event.target.value)}
          />
        </Field>
      </Form>
    </Dialog>
  )
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value }
