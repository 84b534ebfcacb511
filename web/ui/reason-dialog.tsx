/** Asks for the reason of a step that is not taken without one. */
import { useState } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Input, TextArea } from './input.tsx'

interface Props {
  title: string
  consequence: string
  verb: string
  /** Who reads the reason. */
  hint?: string
  maxLength?: number
  /** Several lines to write on. */
  isLong?: boolean
  /** A step that can be undone looks and closes as others do. */
  isForGood?: boolean
  isPending: boolean
  problem: ApiProblem | null
  onReason: (reason: string) => void
  onClose: () => void
}

const formId = 'reason-form'

export function ReasonDialog(props: Props) {
  const { title, consequence, verb, hint, isPending, problem, onReason, onClose } = props
  const { maxLength = 200, isLong = false, isForGood = true } = props
  const [reason, setReason] = useState('')
  const given = reason.trim()
  return (
    <Dialog
      title={title}
      description={consequence}
      mustAnswer={isForGood}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant={isForGood ? 'danger' : 'primary'}
            isPending={isPending}
            disabled={given === ''}
          >
            {verb}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        problem={problem}
        onSubmit={() => {
          if (given !== '') onReason(given)
        }}
      >
        <Field label="Reason" {...(hint === undefined ? {} : { hint })} error={problem?.errorOf('reason')}>
          {isLong ? (
            <TextArea
              rows={3}
              maxLength={maxLength}
              value={reason}
              onChange={(event) => setReason(event.target.value.replaceAll('\n', ' '))}
            />
          ) : (
            <Input
              autoComplete="off"
              maxLength={maxLength}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  )
}
