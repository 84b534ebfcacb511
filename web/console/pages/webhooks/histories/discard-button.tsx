/** Ends the wait of a request without applying it; asks once, because there is no way back. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ReceiptDetails } from '../../../../../contracts/receipts.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { receiptReads } from '../receipt-reads.ts'

export function DiscardButton({ receipt }: { receipt: ReceiptDetails }) {
  const params = { ...useCommunityParams(), receiptId: receipt.id }
  const [isAsking, setAsking] = useState(false)
  const toast = useToast()
  const discard = useWrite('discardReceipt', {
    refreshes: [...receiptReads, 'getRepairCounts'],
    onDone: () => {
      setAsking(false)
      toast.done('The request was discarded')
    },
  })
  return (
    <>
      <Button icon={Trash2} onClick={() => setAsking(true)}>
        Discard
      </Button>
      {isAsking && (
        <ConfirmDialog
          question={`Discard this request of “${receipt.webhookName}”?`}
          consequence="It stays in Histories as discarded, and is never applied. This cannot be undone."
          verb="Discard the request"
          isPending={discard.isPending}
          problem={discard.error}
          onConfirm={() => discard.mutate({ params })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
