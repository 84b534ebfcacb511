/** Why an endpoint is sent nothing more, and what to do about it. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { disabledWords } from '../endpoint-state.rules.ts'

export function DisabledNotice({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const { disabledAt, disabledReason } = endpoint
  return (
    <Notice tone="bad" title="Disabled">
      <p>
        {disabledWords(disabledReason)}
        {disabledAt !== null && (
          <>
            {' '}
            That was <RelativeTime at={disabledAt} />.
          </>
        )}{' '}
        Mend the receiver or correct the URL under Settings, then enable it. What failed meanwhile can be sent
        again from its deliveries.
      </p>
    </Notice>
  )
}
