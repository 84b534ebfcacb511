/** Why an endpoint is sent nothing more, and what to do about it. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { disabledWords } from '../endpoint-state.rules.ts'

interface Props {
  endpoint: OutgoingEndpoint
  advice?: string
}

const adviceOfStaff =
  'Mend the receiver or correct the URL under Settings, then enable it. What it missed meanwhile can be sent to it then.'

export function DisabledNotice({ endpoint, advice = adviceOfStaff }: Props) {
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
        {advice}
      </p>
    </Notice>
  )
}
