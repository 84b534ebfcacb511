/** Details: the status in words; for a failure the reason, where it is, and what to do; for a repeat the first. */
import { Link } from '@tanstack/react-router'
import { Map as MapIcon } from 'lucide-react'
import type { ReceiptDetails, ReceiptFailure } from '../../../../../contracts/receipts.ts'
import { useMembership } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CopyableId } from '../../../../ui/copy-button.tsx'
import { DetailsList } from '../../../../ui/details-list.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime, useNow } from '../../../../ui/relative-time.tsx'
import { StatusMark } from '../../../../ui/status-mark.tsx'
import { formatExact } from '../../../../ui/time.rules.ts'
import { EffectList } from '../effect-list.tsx'
import { adviceFor, isOverdue, isRunnable, isWaiting, shownStatus } from './advice.rules.ts'
import { DiscardButton } from './discard-button.tsx'
import { RepeatStory } from './repeat-story.tsx'
import { RunButton } from './run-button.tsx'

interface Props {
  receipt: ReceiptDetails
  fieldNames: ReadonlyMap<string, string>
}

export function ReceiptDetailsTab({ receipt, fieldNames }: Props) {
  const { communityId } = useMembership()
  const community = { community: communityId }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-3">
        <StatusMark status={shownStatus(receipt)} />
        <Story receipt={receipt} />
        {receipt.undone && <UndoneNotice undone={receipt.undone} />}
        {receipt.effects.length > 0 && <EffectList effects={receipt.effects} fieldNames={fieldNames} />}
        {receipt.warnings.length > 0 && (
          <Notice title="Read with care">
            <ul className="list-disc pl-4">
              {receipt.warnings.map((warning) => (
                <li key={warning} className="[overflow-wrap:anywhere]">
                  {warning}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className="flex flex-wrap gap-2 empty:hidden">
          {isRunnable(receipt) && <RunButton receipt={receipt} />}
          {isWaiting(receipt) && <DiscardButton receipt={receipt} />}
          <ButtonLink
            icon={MapIcon}
            to="/console/$community/webhooks/$webhookId"
            params={{ ...community, webhookId: receipt.webhookId }}
            search={{ sample: receipt.id }}
          >
            Open the mapping with this request
          </ButtonLink>
        </div>
      </div>
      <DetailsList
        items={[
          {
            name: 'Webhook',
            value: (
              <Link
                to="/console/$community/webhooks/$webhookId"
                params={{ ...community, webhookId: receipt.webhookId }}
                className="text-accent-text underline underline-offset-2"
              >
                {receipt.webhookName}
              </Link>
            ),
          },
          { name: 'Received', value: <Moment at={receipt.receivedAt} /> },
          {
            name: 'Finished',
            value: receipt.finishedAt === null ? 'not yet' : <Moment at={receipt.finishedAt} />,
          },
          ...(receipt.awaited
            ? [
                { name: 'Waits for', value: `${receipt.awaited.identifier} ${receipt.awaited.value}` },
                { name: 'Until', value: formatExact(new Date(receipt.awaited.until)) },
              ]
            : []),
          { name: 'From', value: receipt.source ?? 'unknown' },
          {
            name: 'Body',
            value: `${formatCount(receipt.bodyBytes)} bytes${receipt.isEncrypted ? ', encrypted' : ''}`,
          },
          {
            name: 'Mapping',
            value: receipt.mappingVersion === null ? 'none' : `Version ${receipt.mappingVersion}`,
          },
          { name: 'Id', value: <CopyableId id={receipt.id} isWhole /> },
        ]}
      />
    </div>
  )
}

function Story({ receipt }: { receipt: ReceiptDetails }) {
  const now = useNow()
  if (receipt.failure) return <FailureStory failure={receipt.failure} />
  if (receipt.duplicateOf !== null) return <RepeatStory first={receipt.duplicateOf} />
  if (isOverdue(receipt, now)) {
    return (
      <Notice tone="warn" title="Waiting for more than an hour">
        {receipt.details}
      </Notice>
    )
  }
  return <p className="text-pretty text-14 text-ink">{storyOf(receipt)}</p>
}

function storyOf({ outcome, details, effects }: ReceiptDetails): string {
  if (outcome === 'applied') {
    return `Applied: ${effects.length === 1 ? 'one change' : `${formatCount(effects.length)} changes`}.`
  }
  if (outcome === 'nothing_to_do') return 'Nothing to do: the request held nothing that the mapping changes.'
  return details
}

function FailureStory({ failure }: { failure: ReceiptFailure }) {
  return (
    <Notice tone="bad" title={failure.reason}>
      <div className="flex flex-col gap-2">
        {failure.detail && <p className="[overflow-wrap:anywhere]">{failure.detail}</p>}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-12 empty:hidden">
          {failure.path !== null && <Fact name="Where" value={failure.path} />}
          {failure.value !== null && <Fact name="Found" value={failure.value} />}
          {failure.line !== null && <Fact name="Mapping line" value={String(failure.line + 1)} />}
          {failure.element !== null && <Fact name="Element" value={String(failure.element)} />}
        </dl>
        <p>
          <span className="font-medium text-ink">What to do: </span>
          {adviceFor(failure.reason)}
        </p>
      </div>
    </Notice>
  )
}

function UndoneNotice({ undone }: { undone: NonNullable<ReceiptDetails['undone']> }) {
  return (
    <Notice title={undone.isPartly ? 'Partly undone' : 'Undone'}>
      {undone.isPartly
        ? 'What was left of it was taken back; the rest had been spent or changed since.'
        : 'Everything that it changed was taken back.'}{' '}
      By {undone.by.label}, <RelativeTime at={undone.at} />.
    </Notice>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="font-mono text-ink [overflow-wrap:anywhere]">{value}</dd>
    </>
  )
}

function Moment({ at }: { at: string }) {
  return (
    <>
      <RelativeTime at={at} /> <span className="text-ink-3">{formatExact(new Date(at))}</span>
    </>
  )
}
