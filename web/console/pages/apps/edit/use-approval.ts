/** Moves an app through its approval where no reason is asked for, and says what came of it. */
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { appReads } from '../app-reads.ts'
import type { ApprovalStep } from '../app-state.rules.ts'

type PlainStep = Exclude<ApprovalStep, 'reject' | 'suspend'>

export function useApproval(app: App) {
  const params = { ...useCommunityParams(), appId: app.id }
  const toast = useToast()
  const refreshes = { refreshes: appReads }
  const writes = {
    request: useWrite('submitApp', refreshes),
    withdraw: useWrite('withdrawApp', refreshes),
    approve: useWrite('approveApp', refreshes),
    resume: useWrite('resumeApp', refreshes),
  }
  const said: Readonly<Record<PlainStep, string>> = {
    request: `Approval of ${app.title} is requested`,
    withdraw: 'The request was withdrawn',
    approve: `${app.title} is approved`,
    resume: `${app.title} goes on`,
  }
  const move = (step: PlainStep) => {
    writes[step].mutateAsync({ params }).then(
      () => toast.done(said[step]),
      (error: unknown) => toast.failed('Its approval stays as it is', error),
    )
  }
  return { move, isPending: Object.values(writes).some(({ isPending }) => isPending) }
}
