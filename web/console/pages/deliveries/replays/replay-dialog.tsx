/** The preview of a replay, its rate, and its start. */
import { useState } from 'react'
import type { ReplayFilter } from '../../../../../contracts/replays.ts'
import { headerText } from '../../../../api/header-text.rules.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form, FormErrors } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { localMoment, momentOf } from '../../../../ui/local-moment.rules.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { deliveryReads } from '../delivery-reads.ts'
import { deliveriesWords, previewLines, rateOf } from './replay-words.rules.ts'

const rateMax = 500
const rateDefault = '50'

interface Props {
  title: string
  description: string
  filter: Omit<ReplayFilter, 'from' | 'to'>
  /** Where the first moment starts out. */
  since: string
  onClose: () => void
}

export function ReplayDialog({ title, description, filter, since, onClose }: Props) {
  const params = useCommunityParams()
  const toast = useToast()
  const [from, setFrom] = useState(localMoment(since))
  const [to, setTo] = useState('')
  const [rate, setRate] = useState(rateDefault)
  const [auditReason, setAuditReason] = useState('')
  const before = momentOf(to)
  const order: ReplayFilter = {
    ...filter,
    from: momentOf(from) ?? since,
    ...(before === undefined ? {} : { to: before }),
  }
  const preview = useRead('getReplayPreview', { params, query: order })
  const start = useWrite('startReplay', {
    refreshes: ['listReplays', ...deliveryReads],
    onDone: () => {
      onClose()
      toast.done('The replay has started')
    },
  })
  const count = preview.data?.count ?? 0
  const perSecond = rateOf(rate, rateMax)
  const mayStart = count > 0 && perSecond !== undefined && preview.error === null
  const begin = () => {
    if (!mayStart || start.isPending) return
    start.mutate({
      params,
      body: { ...order, perSecond },
      ...(auditReason.trim() === '' ? {} : { auditReason: headerText(auditReason.trim()) }),
    })
  }
  return (
    <Dialog
      title={title}
      description={description}
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isPending={start.isPending} disabled={!mayStart} onClick={begin}>
            Send {deliveriesWords(count)}
          </Button>
        </>
      }
    >
      <Form onSubmit={begin} problem={start.error}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="From" hint="At most 14 days ago.">
            <Input
              type="datetime-local"
              step={1}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          </Field>
          <Field label="Before" note="optional">
            <Input
              type="datetime-local"
              step={1}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </Field>
        </div>
        {preview.error ? (
          <FormErrors problem={preview.error} />
        ) : preview.data ? (
          <Counts count={count} lines={previewLines(preview.data)} />
        ) : (
          <SkeletonLines count={3} label="Counting" />
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label="Deliveries per second"
            hint={`From 1 to ${rateMax}. What the receiver does not manage waits.`}
            {...(perSecond === undefined ? { error: `Give a whole number from 1 to ${rateMax}.` } : {})}
          >
            <Input inputMode="numeric" value={rate} onChange={(event) => setRate(event.target.value)} />
          </Field>
          <Field label="Reason" note="optional" hint="Kept in the audit log.">
            <Input
              value={auditReason}
              maxLength={200}
              onChange={(event) => setAuditReason(event.target.value)}
            />
          </Field>
        </div>
      </Form>
    </Dialog>
  )
}

function Counts({ count, lines }: { count: number; lines: readonly { name: string; count: number }[] }) {
  return (
    <div className="flex flex-col gap-2 text-13" aria-live="polite">
      {count === 0 ? (
        <Notice title="Nothing to send">No delivery of these moments fits.</Notice>
      ) : (
        <p className="text-14 text-ink">
          <span className="font-semibold">{deliveriesWords(count)}</span> would be sent.
        </p>
      )}
      {lines.length > 0 && (
        <dl className="divide-y divide-line rounded-md border border-line">
          {lines.map(({ name, count: of }) => (
            <div key={name} className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5">
              <dt className="text-ink">{name}</dt>
              <dd className="tabular-nums text-ink-2">{formatCount(of)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
