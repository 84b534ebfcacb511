/** Archives an app after its title was typed: its keys end at once, its history stays. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { useToast } from '../../../../ui/toast.tsx'

export function ArchiveDialog({ app, onClose }: { app: App; onClose: () => void }) {
  const { communityId } = useCommunityParams()
  const navigate = useNavigate()
  const toast = useToast()
  const [typed, setTyped] = useState('')
  const isSure = typed.trim() === app.title
  const archive = useWrite('archiveApp', {
    refreshes: ['listApps'],
    onDone: () => {
      toast.done(`${app.title} was archived`)
      void navigate({ to: '/console/$community/apps', params: { community: communityId } })
    },
  })
  const submit = () => isSure && archive.mutate({ params: { communityId, appId: app.id } })
  return (
    <Dialog
      title={`Archive “${app.title}”?`}
      description="Its keys and its webhook end at once and its title is free again; its history stays. This cannot be undone, and is refused while members hold units of it."
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="archive-app"
            variant="danger"
            isPending={archive.isPending}
            disabled={!isSure}
          >
            Archive
          </Button>
        </>
      }
    >
      <Form id="archive-app" problem={archive.error} onSubmit={submit}>
        <Field label={`Type “${app.title}” to archive it`}>
          <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
