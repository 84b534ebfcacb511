/** Rejects or suspends an app, with the reason that those who manage it will read. */
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { TextArea } from '../../../../ui/input.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { appReads } from '../app-reads.ts'

const words = {
  reject: {
    verb: 'Reject',
    done: 'is rejected',
    consequence: 'It goes on as a draft. Whoever manages it can request approval again.',
  },
  suspend: {
    verb: 'Suspend',
    done: 'is suspended',
    consequence: 'From now on it only reads: nothing is issued or taken, and its items stay as they are.',
  },
} as const

interface Props {
  app: App
  step: keyof typeof words
  onClose: () => void
}

export function ReasonDialog({ app, step, onClose }: Props) {
  const params = { ...useCommunityParams(), appId: app.id }
  const { verb, done, consequence } = words[step]
  const toast = useToast()
  const [reason, setReason] = useState('')
  const write = useWrite(step === 'reject' ? 'rejectApp' : 'suspendApp', {
    refreshes: appReads,
    onDone: () => {
      onClose()
      toast.done(`${app.title} ${done}`)
    },
  })
  return (
    <Dialog
      title={`${verb} “${app.title}”?`}
      description={consequence}
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="approval-reason"
            variant="danger"
            isPending={write.isPending}
            disabled={reason.trim() === ''}
          >
            {verb}
          </Button>
        </>
      }
    >
      <Form
        id="approval-reason"
        problem={write.error}
        onSubmit={() => write.mutate({ params, body: { reason: reason.trim() } })}
      >
        <Field
          label="Reason"
          hint="Shown to those who manage the app."
          error={write.error?.errorOf('reason')}
        >
          <TextArea
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value.replaceAll('\n', ' '))}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
