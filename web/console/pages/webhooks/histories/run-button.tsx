/** Runs a failed or waiting request with the mapping of now; its effect happens once. */
import { Play } from 'lucide-react'
import type { ReceiptDetails } from '../../../../../contracts/receipts.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { receiptReads } from '../receipt-reads.ts'

export function RunButton({ receipt }: { receipt: ReceiptDetails }) {
  const params = { ...useCommunityParams(), receiptId: receipt.id }
  const toast = useToast()
  const run = useWrite('runReceipt', { refreshes: receiptReads })
  return (
    <Button
      variant="primary"
      icon={Play}
      isPending={run.isPending}
      onClick={() =>
        run.mutate(
          { params },
          {
            onSuccess: () => toast.done('The request is being run'),
            onError: (error) => toast.failed('The request could not be run', error),
          },
        )
      }
    >
      {receipt.runCount === 0 ? 'Run' : 'Run again'}
    </Button>
  )
}
