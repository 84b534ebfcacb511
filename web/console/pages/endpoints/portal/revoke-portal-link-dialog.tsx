/** Revokes a portal link, after naming it. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import type { PortalLink } from '../../../../../contracts/portal.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'

interface Props {
  endpoint: OutgoingEndpoint
  link: PortalLink
  onClose: () => void
}

export function RevokePortalLinkDialog({ endpoint, link, onClose }: Props) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id, portalLinkId: link.id }
  const toast = useToast()
  const revoke = useWrite('revokePortalLink', {
    refreshes: ['listPortalLinks'],
    onDone: () => {
      onClose()
      toast.done(`The link for ${link.name} was revoked`)
    },
  })
  return (
    <ConfirmDialog
      question={`Revoke the link for “${link.name}”?`}
      consequence="Whoever has it sees nothing more, at once. A revoked link cannot be brought back; make a new one instead."
      verb="Revoke the link"
      isPending={revoke.isPending}
      problem={revoke.error}
      onConfirm={() => revoke.mutate({ params })}
      onClose={onClose}
    />
  )
}
