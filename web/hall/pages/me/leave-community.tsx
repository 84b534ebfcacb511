/** The way out of a community, after saying what is given up; its owner has none. */
import { useNavigate } from '@tanstack/react-router'
import { DoorOpen } from 'lucide-react'
import { useState } from 'react'
import { useWrite } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Section } from '../../../ui/section.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function LeaveCommunity() {
  const { communityId, communityName, isOwner } = useMembership()
  const navigate = useNavigate()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const leave = useWrite('leaveCommunity', {
    refreshes: ['getCurrentSession'],
    onDone: () => {
      toast.done(`You left ${communityName}`)
      void navigate({ to: '/' })
    },
  })
  if (isOwner) return null
  return (
    <Section title="Leave">
      <div className="flex flex-col items-start gap-3">
        <p className="text-13 text-ink-2">
          You are a member of {communityName}. When you leave, what you earned stays behind.
        </p>
        <Button icon={DoorOpen} onClick={() => setAsking(true)}>
          Leave this community
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          question={`Leave ${communityName}?`}
          consequence="You lose access at once. Your balances and everything that happened stay with the community, under your name. If you come back, you are a new member and start with nothing."
          verb="Leave"
          isPending={leave.isPending}
          problem={leave.error}
          onConfirm={() => leave.mutate({ params: { communityId } })}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
