/** Takes a mock as the sample: JSON that was typed or pasted, not received. */
import { useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { TextArea } from '../../../../ui/input.tsx'
import type { Sample } from './use-sample.ts'

interface Props {
  sample: Sample | null
  onPaste: (payload: unknown) => void
  onClose: () => void
}

export function PasteSampleDialog({ sample, onPaste, onClose }: Props) {
  const [text, setText] = useState(sample === null ? '' : JSON.stringify(sample.payload, null, 2))
  const [error, setError] = useState<string | undefined>(undefined)
  const submit = () => {
    try {
      onPaste(JSON.parse(text))
      onClose()
    } catch (problem) {
      setError(
        text.trim() === ''
          ? 'Paste some JSON first.'
          : `This is not JSON: ${problem instanceof Error ? problem.message : 'it cannot be read'}`,
      )
    }
  }
  return (
    <Dialog
      title="Paste a mock sample"
      description="Map from it without a request. It changes nothing and is not stored."
      width="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="paste-sample" variant="primary">
            Use as sample
          </Button>
        </>
      }
    >
      <Form id="paste-sample" onSubmit={submit}>
        <Field label="JSON" error={error}>
          <TextArea
            isMono
            rows={14}
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setError(undefined)
            }}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
