/** Asks once before what cannot be undone; it names the thing and says what happens to what hangs on it. */
import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { FormErrors } from './form.tsx'

interface Props {
  /** A question with the name in it: "Delete the webhook “Match results”?" */
  question: string
  consequence: ReactNode
  /** The verb on the button, e.g. "Delete". */
  verb: string
  isPending?: boolean
  problem?: ApiProblem | null
  onConfirm: () => void
  onClose: () => void
}

export function ConfirmDialog({
  question,
  consequence,
  verb,
  isPending,
  problem,
  onConfirm,
  onClose,
}: Props) {
  return (
    <Dialog
      title={question}
      description={consequence}
      onClose={onClose}
      mustAnswer
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" isPending={isPending ?? false} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      {problem && <FormErrors problem={problem} />}
    </Dialog>
  )
}
