/** Archives an app after its title was typed: its keys end at once, its history stays. */
import { useNavigate } from '@tanstack/react-router'
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { TypedConfirmDialog } from '../../../typed-confirm-dialog.tsx'

export function ArchiveDialog({ app, onClose }: { app: App; onClose: () => void }) {
  const { communityId } = useCommunityParams()
  const navigate = useNavigate()
  const toast = useToast()
  const archive = useWrite('archiveApp', {
    refreshes: ['listApps'],
    onDone: () => {
      toast.done(`${app.title} was archived`)
      void navigate({ to: '/console/$community/apps', params: { community: communityId } })
    },
  })
  return (
    <TypedConfirmDialog
      verb="Archive"
      name={app.title}
      description="Its keys and its webhook end at once and its title is free again; its history stays. This cannot be undone, and is refused while members hold units of it."
      write={archive}
      onConfirm={() => archive.mutate({ params: { communityId, appId: app.id } })}
      onClose={onClose}
    />
  )
}
