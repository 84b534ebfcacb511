/** Ends a key of an app at once, after saying what stops with it. */
import type { AppKey } from '../../../../../contracts/app-keys.ts'
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { appKeyReads } from '../app-reads.ts'

interface Props {
  app: App
  appKey: AppKey
  onClose: () => void
}

export function EndKeyDialog({ app, appKey, onClose }: Props) {
  const params = { ...useCommunityParams(), appId: app.id, keyId: appKey.id }
  const toast = useToast()
  const end = useWrite('endAppKey', {
    refreshes: appKeyReads,
    onDone: () => {
      onClose()
      toast.done('The key was ended')
    },
  })
  return (
    <ConfirmDialog
      question={`End the key ${appKey.masked} of “${app.title}”?`}
      consequence="Calls with it are refused at once. It cannot be brought back; generate a new one instead."
      verb="End the key"
      isPending={end.isPending}
      problem={end.error}
      onConfirm={() => end.mutate({ params })}
      onClose={onClose}
    />
  )
}
