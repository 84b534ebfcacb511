/** The conservation proof: that nothing was lost or doubled, law by law, when that was proved, and a way to prove it now. */
import { ShieldCheck } from 'lucide-react'
import type { ConservationRun } from '../../../../contracts/conservation.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState, NoPermission } from '../../../ui/states.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { AssetSums } from './asset-sums.tsx'
import { LawList } from './law-list.tsx'
import { ProofStanding, RunningNotice } from './proof-standing.tsx'

const runningMs = 1_000
const restingMs = 30_000

export function LedgerProofPage() {
  const { communityName, communityId } = useMembership()
  const maySee = useMay('view_ledger')
  return (
    <>
      {maySee ? (
        <Proof params={{ communityId }} place={communityName} />
      ) : (
        <>
          <Header place={communityName} />
          <NoPermission what="the proof of the ledger" permission="view_ledger" />
        </>
      )}
    </>
  )
}

function Proof({ params, place }: { params: { communityId: string }; place: string }) {
  const toast = useToast()
  const state = useRead('getConservation', { params }, { refetchMs: restingMs })
  const running = state.data?.running ?? null
  // While it runs, the same answer is read more often.
  useRead('getConservation', { params }, { isEnabled: running !== null, refetchMs: runningMs })
  const check = useWrite('checkConservation', { refreshes: ['getConservation'] })
  const checkNow = () =>
    check.mutate({ params }, { onError: (error) => toast.failed('The check could not be started', error) })
  const last = state.data?.last ?? null
  const isBusy = check.isPending || running !== null
  const action = (
    <Button variant="primary" icon={ShieldCheck} isPending={isBusy} onClick={checkNow}>
      Check now
    </Button>
  )
  return (
    <>
      <Header
        place={place}
        secondary={<CurlButton name="getConservation" input={{ params }} />}
        {...(state.data && (last !== null || running !== null) ? { action } : {})}
      />
      {state.isPending ? (
        <Section>
          <SkeletonLines count={12} label="Loading the proof" />
        </Section>
      ) : state.error ? (
        <ErrorState
          problem={state.error}
          what="the proof of the ledger"
          onRetry={() => void state.refetch()}
        />
      ) : (
        <div className="flex flex-col gap-6">
          {running !== null && <RunningNotice running={running} />}
          {last !== null ? (
            <Result run={last} />
          ) : (
            running === null && (
              <EmptyState icon={ShieldCheck} title="Nothing was proved yet" actions={action}>
                Each night at 3:40 UTC every balance, hold and order is recomputed from the transfers. You can
                also ask for it now; it changes nothing.
              </EmptyState>
            )
          )}
        </div>
      )}
    </>
  )
}

function Header({
  place,
  ...rest
}: Pick<Parameters<typeof PageHeader>[0], 'place' | 'action' | 'secondary'>) {
  return (
    <PageHeader
      {...rest}
      title="Ledger proof"
      {...(place === undefined ? {} : { place })}
      sentence="Nothing is lost and nothing is doubled: everything is recomputed from the transfers and held against eight laws, each night and whenever you ask."
    />
  )
}

function Result({ run }: { run: ConservationRun }) {
  return (
    <>
      <ProofStanding run={run} />
      {run.state === 'done' && (
        <>
          <LawList run={run} />
          <AssetSums run={run} />
        </>
      )}
    </>
  )
}
