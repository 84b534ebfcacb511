/** Requests of a webhook that were kept instead of applied: without a mapping, during a pause, or for their member. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { AwaitingReceipts } from './awaiting-receipts.tsx'
import { WaitingReceipts } from './waiting-receipts.tsx'

export function KeptReceipts({ webhook }: { webhook: IncomingWebhook }) {
  return (
    <>
      <WaitingReceipts webhook={webhook} />
      <AwaitingReceipts webhook={webhook} />
    </>
  )
}
