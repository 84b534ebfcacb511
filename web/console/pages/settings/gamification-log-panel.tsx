/** One log line: what happened, why, and what it changed. */
import { useNavigate } from '@tanstack/react-router'
import type { GamificationLog } from '../../../../contracts/ledger.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { LedgerAmount } from '../../../ui/ledger-amount.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { formatExact } from '../../../ui/time.rules.ts'
import { Actor } from '../../actor.tsx'
import { CauseView } from '../../cause.tsx'

interface Props {
  log: GamificationLog
  onClose: () => void
  onMember: () => void
  onCause: () => void
}

export function GamificationLogPanel({ log, onClose, onMember, onCause }: Props) {
  const { communityId } = useMembership()
  const navigate = useNavigate()
  return (
    <SidePanel kind="Log line" title={log.action} rowKey={log.id} onClose={onClose}>
      <div className="flex flex-col gap-6">
        <div className="rounded-lg border border-line bg-sunken px-4 py-3">
          <LedgerAmount value={log.amount} assetName={log.assetName} className="max-w-full text-20" />
          <p className="text-13 text-ink-2">
            {log.memberLabel}: {formatCount(log.balanceBefore)} before, {formatCount(log.balanceAfter)} after
          </p>
        </div>
        <DetailsList
          items={[
            { name: 'Action', value: log.action },
            { name: 'Member', value: log.memberLabel },
            { name: 'What', value: log.assetName },
            {
              name: 'When',
              value: (
                <>
                  <RelativeTime at={log.at} />{' '}
                  <span className="text-ink-3">{formatExact(new Date(log.at))}</span>
                </>
              ),
            },
            { name: 'By', value: <Actor actor={log.actor} /> },
            { name: 'Cause', value: <CauseView cause={log.cause} /> },
            { name: 'Transfer id', value: <CopyableId id={log.id} isWhole /> },
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() =>
              void navigate({
                to: '/console/$community/members/$memberId',
                params: { community: communityId, memberId: log.memberId },
              })
            }
          >
            Open the member
          </Button>
          <Button onClick={onMember}>Only this member</Button>
          <Button onClick={onCause}>Everything from this cause</Button>
        </div>
      </div>
    </SidePanel>
  )
}
