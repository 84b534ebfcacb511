/** Makes the link with which a person takes over a member; it can be handed out when no mail is sent. */
import type { Member } from '../../../../contracts/communities.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FormErrors } from '../../../ui/form.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'

export function InviteDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const params = { ...useCommunityParams(), memberId: member.id }
  const invite = useWrite('inviteMember')
  return (
    <Dialog
      title={`Invite ${member.displayName}`}
      description={
        member.email === null
          ? 'Makes a link. Whoever opens it and signs in becomes this member, so hand it to nobody else.'
          : `Makes a link for ${member.email} and mails it, if this server sends mail.`
      }
      onClose={onClose}
      footer={
        invite.data ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" isPending={invite.isPending} onClick={() => invite.mutate({ params })}>
              Make the link
            </Button>
          </>
        )
      }
    >
      {invite.error && <FormErrors problem={invite.error} />}
      {invite.data && (
        <div role="status" className="flex flex-col gap-2 text-13 text-ink-2">
          <CodeBlock label="Invitation link" code={invite.data.url} isWrapped />
          <p>
            {invite.data.isMailed ? `Mailed to ${member.email}. ` : 'Not mailed: hand it over yourself. '}
            It can be used once and ends <RelativeTime at={invite.data.expiresAt} />.
          </p>
        </div>
      )}
    </Dialog>
  )
}
