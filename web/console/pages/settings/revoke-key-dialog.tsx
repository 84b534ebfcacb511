/** Revokes an API key, after naming it. */
import type { ApiKey } from '../../../../contracts/access.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const params = { ...useCommunityParams(), keyId: apiKey.id }
  const toast = useToast()
  const revoke = useWrite('revokeApiKey', {
    refreshes: ['listApiKeys'],
    onDone: () => {
      onClose()
      toast.done(`The key ${apiKey.name} was revoked`)
    },
  })
  return (
    <ConfirmDialog
      question={`Revoke the key “${apiKey.name}”?`}
      consequence="Whatever uses it is refused at once. A revoked key cannot be brought back; make a new one instead."
      verb="Revoke the key"
      isPending={revoke.isPending}
      problem={revoke.error}
      onConfirm={() => revoke.mutate({ params })}
      onClose={onClose}
    />
  )
}
