/** Asks before a mapping that is not saved is left behind; closing the browser tab asks in the browser's words. */
import { useBlocker } from '@tanstack/react-router'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'

export function LeaveGuard({ webhook, isDirty }: { webhook: IncomingWebhook; isDirty: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <ConfirmDialog
      question={`Leave without saving the mapping of “${webhook.name}”?`}
      consequence="What you changed since the last version is lost."
      verb="Leave without saving"
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
    />
  )
}
