/** One fill: who paid whom how much, part by part, and the way to undo it. */
import { useState } from 'react'
import type { Fill } from '../../../../contracts/fills.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { sideWords } from './reversal.rules.ts'
import { ReverseFillDialog } from './reverse-fill-dialog.tsx'

const partWords = { seller: 'Seller got', royalty: 'Royalty', fee: 'Market fee' } as const

export function FillPanel({ fill, onClose }: { fill: Fill; onClose: () => void }) {
  const [isReversing, setReversing] = useState(false)
  const amount = (value: number) => <Amount value={value} asset={fill.currency} look="balance" />
  return (
    <SidePanel kind="Fill" title={fill.itemName} rowKey={fill.id} onClose={onClose}>
      <div className="flex flex-col gap-6">
        <DetailsList
          items={[
            ...(fill.reversedAt === null
              ? []
              : [
                  {
                    name: 'State',
                    value: (
                      <>
                        <Badge tone="warn">Reversed</Badge> <RelativeTime at={fill.reversedAt} />
                      </>
                    ),
                  },
                  { name: 'Reason', value: fill.reversalReason ?? '' },
                ]),
            { name: 'Seller', value: sideWords(fill.seller) },
            { name: 'Buyer', value: sideWords(fill.buyer) },
            { name: 'Units', value: formatCount(fill.quantity) },
            { name: 'Price of one', value: amount(fill.unitPrice) },
            { name: 'Buyer paid', value: amount(fill.gross) },
            ...fill.parts.map(({ kind, amount: part }) => ({ name: partWords[kind], value: amount(part) })),
            { name: 'When', value: <RelativeTime at={fill.executedAt} /> },
            {
              name: 'Listing',
              value: <CopyableId id={fill.listingId} label="Copy the number of the listing" />,
            },
            { name: 'Number', value: <CopyableId id={fill.id} label="Copy the number of the fill" /> },
          ]}
        />
        {fill.reversedAt === null && (
          <div>
            <Button variant="danger" onClick={() => setReversing(true)}>
              Reverse
            </Button>
          </div>
        )}
      </div>
      {isReversing && <ReverseFillDialog fill={fill} onClose={() => setReversing(false)} />}
    </SidePanel>
  )
}
