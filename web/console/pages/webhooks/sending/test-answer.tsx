/** What a test request was answered, and the next step from there. */
import { CircleCheck, CircleX } from 'lucide-react'
import { useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import type { TestAnswer } from './use-test-sender.ts'

const advice: Record<number, string> = {
  0: 'The test was not sent.',
  401: 'The x-api-key is missing or wrong. Paste the key you were shown, or generate another under Settings.',
  404: 'This address does not hold any more. Reload the page for the new one.',
  413: 'The body is larger than 1 MiB.',
  429: 'Too many requests. Wait a moment and send it again.',
}

export function TestAnswerView({ answer }: { answer: TestAnswer | null }) {
  return (
    <div role="status" className="min-h-5">
      {answer && <Answered answer={answer} />}
    </div>
  )
}

function Answered({ answer }: { answer: TestAnswer }) {
  const { communityId } = useMembership()
  const { status, message, receiptId } = answer
  const isTaken = status === 200 || status === 202
  const Icon = isTaken ? CircleCheck : CircleX
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2 text-13">
      <Icon aria-hidden className={`size-4 shrink-0 ${isTaken ? 'text-good' : 'text-bad'}`} />
      <p className="min-w-0 flex-1 basis-40 text-ink">
        {status > 0 && <span className="font-medium tabular-nums">{status} </span>}
        {message}
        {!isTaken && advice[status] && <span className="block text-ink-2">{advice[status]}</span>}
      </p>
      {isTaken && receiptId !== null && (
        <ButtonLink
          size="small"
          to="/console/$community/webhooks/histories/$receiptId"
          params={{ community: communityId, receiptId }}
        >
          What became of it
        </ButtonLink>
      )}
    </div>
  )
}
