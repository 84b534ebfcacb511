/** What an invitation is for, and accepting it with the account that is signed in. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useRead, useWrite } from '../../api/queries.ts'
import { sessionQuery } from '../../app/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { DetailsList } from '../../ui/details-list.tsx'
import { FormErrors } from '../../ui/form.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AccessFrame } from '../access-frame.tsx'

export function InvitationPage() {
  const { token } = useParams({ from: '/invitations/$token' })
  const invitation = useRead('getInvitation', { params: { token } })
  const session = useQuery(sessionQuery)
  const navigate = useNavigate()
  const accept = useWrite('acceptInvitation', {
    refreshes: ['getCurrentSession', 'listCommunities'],
    onDone: ({ communityId }) =>
      void navigate({ to: '/hall/$community', params: { community: communityId } }),
  })

  if (invitation.isPending || session.isPending) {
    return (
      <AccessFrame title="Invitation">
        <SkeletonLines count={4} />
      </AccessFrame>
    )
  }
  if (invitation.error) {
    return (
      <AccessFrame title="Invitation">
        {invitation.error.code === 'token_invalid' ? (
          <p className="text-13 text-ink-2">
            This invitation is not valid any more: it has been used, replaced or has run out. Ask the person
            who sent it for a new one.
          </p>
        ) : (
          <ErrorState
            problem={invitation.error}
            what="the invitation"
            onRetry={() => void invitation.refetch()}
          />
        )}
      </AccessFrame>
    )
  }
  const { communityName, displayName, email, expiresAt } = invitation.data
  const next = `/invitations/${token}`
  return (
    <AccessFrame
      title={`Join ${communityName}`}
      sentence="Accepting links your account to the member that was made for you, with everything it has earned."
    >
      <div className="flex flex-col gap-4">
        <DetailsList
          items={[
            { name: 'Member', value: displayName },
            ...(email === null ? [] : [{ name: 'E-mail', value: email }]),
            { name: 'Valid until', value: <RelativeTime at={expiresAt} /> },
            ...(session.data ? [{ name: 'You are', value: session.data.account.email }] : []),
          ]}
        />
        {accept.error && <FormErrors problem={accept.error} />}
        {session.data ? (
          <Button
            variant="primary"
            isPending={accept.isPending}
            onClick={() => accept.mutate({ params: { token } })}
          >
            Accept the invitation
          </Button>
        ) : (
          <>
            <ButtonLink to="/sign-in" search={{ next }} variant="primary">
              Sign in to accept
            </ButtonLink>
            <ButtonLink to="/register" search={{ next }}>
              Register first
            </ButtonLink>
          </>
        )}
      </div>
    </AccessFrame>
  )
}
