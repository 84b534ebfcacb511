/** Mutes an alert or lets it be heard again; what can be undone does not ask. */
import { Bell, BellOff } from 'lucide-react'
import type { Alert } from '../../../../contracts/insights.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function MuteButton({ alert }: { alert: Alert }) {
  const params = { ...useCommunityParams(), alertId: alert.id }
  const toast = useToast()
  const mute = useWrite('muteAlert', { refreshes: ['listAlerts'] })
  const unmute = useWrite('unmuteAlert', { refreshes: ['listAlerts'] })
  if (alert.closedAt !== null) return null
  const isMuted = alert.mutedAt !== null
  const change = isMuted ? unmute : mute
  return (
    <Button
      size="small"
      variant="ghost"
      icon={isMuted ? Bell : BellOff}
      isPending={change.isPending}
      onClick={() =>
        change.mutate(
          { params },
          { onError: (error) => toast.failed('The alert could not be changed', error) },
        )
      }
    >
      <span className="max-sm:sr-only">{isMuted ? 'Unmute' : 'Mute'}</span>
    </Button>
  )
}
