/** Asks for the name of what will be gone: for what cannot be undone, and would hurt. */
import { type ReactNode, useId, useState } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Input } from '../ui/input.tsx'

interface Props {
  /** What is done, as the button says it: "Delete". */
  verb: string
  name: string
  description: ReactNode
  write: { error: ApiProblem | null; isPending: boolean }
  onConfirm: () => void
  onClose: () => void
}

export function TypedConfirmDialog({ verb, name, description, write, onConfirm, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const formId = useId()
  const isSure = typed.trim() === name.trim()
  return (
    <Dialog
      title={`${verb} “${name}”?`}
      description={description}
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="danger" isPending={write.isPending} disabled={!isSure}>
            {verb}
          </Button>
        </>
      }
    >
      <Form id={formId} problem={write.error} onSubmit={() => isSure && onConfirm()}>
        <Field label={`Type “${name}” to ${verb.toLowerCase()} it`}>
          <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
