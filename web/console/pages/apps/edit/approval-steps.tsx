/** The buttons that move an app through its approval; each is shown to those who may, and where it leads on. */
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { Button, type ButtonVariant } from '../../../../ui/button.tsx'
import { type ApprovalStep, stepsFor } from '../app-state.rules.ts'
import { useAppRights } from '../use-app-rights.ts'
import { RefuseDialog } from './refuse-dialog.tsx'
import { useApproval } from './use-approval.ts'

const looks: Readonly<Record<ApprovalStep, { label: string; variant: ButtonVariant }>> = {
  request: { label: 'Request approval', variant: 'primary' },
  withdraw: { label: 'Withdraw', variant: 'secondary' },
  approve: { label: 'Approve', variant: 'primary' },
  reject: { label: 'Reject', variant: 'secondary' },
  suspend: { label: 'Suspend', variant: 'secondary' },
  resume: { label: 'Resume', variant: 'primary' },
}

export function ApprovalSteps({ app }: { app: App }) {
  const rights = useAppRights()
  const { move, isPending } = useApproval(app)
  const [asking, setAsking] = useState<'reject' | 'suspend' | null>(null)
  const take = (step: ApprovalStep) =>
    step === 'reject' || step === 'suspend' ? setAsking(step) : move(step)
  return (
    <>
      {stepsFor(app.state, rights).map((step) => (
        <Button key={step} variant={looks[step].variant} disabled={isPending} onClick={() => take(step)}>
          {looks[step].label}
        </Button>
      ))}
      {asking && <RefuseDialog app={app} step={asking} onClose={() => setAsking(null)} />}
    </>
  )
}
