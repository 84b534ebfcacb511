/** One transfer as its two entries, with what caused it. */
import type { Transfer } from '../../../../contracts/ledger.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { formatExact } from '../../../ui/time.rules.ts'
import { Actor } from '../../actor.tsx'
import { CauseView } from '../../cause.tsx'

interface Props {
  transfer: Transfer
  onClose: () => void
  onCause: (causeId: string) => void
}

const accountWords: Record<Transfer['from']['kind'], string> = {
  member: 'Member',
  treasury: 'Treasury',
  hold: 'Hold',
  fee: 'Fees',
  royalty: 'Royalties',
  issuer: 'Where new amounts come from',
  sink: 'Where amounts leave for good',
}

export function TransferPanel({ transfer, onClose, onCause }: Props) {
  const { from, to, amount, assetName } = transfer
  const entries = [
    { side: from, change: -amount },
    { side: to, change: amount },
  ]
  return (
    <SidePanel kind="Transfer" title={transfer.action} rowKey={transfer.id} onClose={onClose}>
      <div className="flex flex-col gap-6">
        <table className="w-full text-13">
          <caption className="pb-2 text-left text-12 font-medium text-ink-3">Both sides, {assetName}</caption>
          <thead>
            <tr className="border-b border-line text-left text-12 text-ink-3">
              <th scope="col" className="py-2 font-medium">
                Account
              </th>
              <th scope="col" className="py-2 pl-4 text-right font-medium">
                Change
              </th>
              <th scope="col" className="py-2 pl-4 text-right font-medium">
                Afterwards
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ side, change }) => (
              <tr key={`${side.kind} ${side.id} ${change}`} className="border-b border-line">
                <td className="py-2 pr-4">
                  <span className="block font-medium">{side.label}</span>
                  <span className="block text-12 text-ink-3">{accountWords[side.kind]}</span>
                </td>
                <td className="py-2 pl-4 text-right">
                  <Amount value={change} />
                </td>
                <td className="py-2 pl-4 text-right">
                  {side.balanceAfter === null ? (
                    <span className="text-ink-3" title="Computed from all transfers, not kept per transfer">
                      –
                    </span>
                  ) : (
                    formatCount(side.balanceAfter)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <DetailsList
          items={[
            {
              name: 'When',
              value: (
                <>
                  <RelativeTime at={transfer.at} />{' '}
                  <span className="text-ink-3">{formatExact(new Date(transfer.at))}</span>
                </>
              ),
            },
            { name: 'By', value: <Actor actor={transfer.actor} /> },
            { name: 'Cause', value: <CauseView cause={transfer.cause} /> },
            { name: 'Line', value: `${transfer.line + 1} of what the cause posted` },
            { name: 'Transfer id', value: <CopyableId id={transfer.id} isWhole /> },
          ]}
        />
        <div>
          <Button onClick={() => onCause(transfer.cause.id)}>Show everything from this cause</Button>
        </div>
      </div>
    </SidePanel>
  )
}
