/** Makes the sample community, shows how far that is, and removes it with one click; for the installation's owner. */
import { useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { SampleCommunity } from '../../../../contracts/samples.ts'
import { queryKey, useRead, useWrite } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Section } from '../../../ui/section.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useToast } from '../../../ui/toast.tsx'

const busyMs = 1000

export function SampleSection() {
  const sample = useRead('getSampleCommunity', {}, { refetchMs: busyMs })
  useSessionOf(sample.data?.state)
  return (
    <Section
      title="Sample community"
      description="A community of made-up people with eight days of traffic, to look around in. Nothing of it touches your own."
    >
      {sample.error ? (
        <ErrorState problem={sample.error} what="the sample" onRetry={() => void sample.refetch()} />
      ) : sample.data ? (
        <State sample={sample.data} />
      ) : (
        <Skeleton className="h-8" />
      )}
    </Section>
  )
}

/** Whose communities there are has changed once it is there, or gone. */
function useSessionOf(state: SampleCommunity['state'] | undefined) {
  const queries = useQueryClient()
  const before = useRef(state)
  useEffect(() => {
    if (before.current !== undefined && before.current !== state) {
      void queries.invalidateQueries({ queryKey: queryKey('getCurrentSession') })
    }
    before.current = state
  }, [state, queries])
}

function State({ sample: { state, communityId, doneCount, totalCount } }: { sample: SampleCommunity }) {
  const here = useMembership().communityId
  const toast = useToast()
  const refreshes = ['getSampleCommunity'] as const
  const make = useWrite('createSampleCommunity', { refreshes })
  const remove = useWrite('removeSampleCommunity', { refreshes })
  const onError = (error: unknown) => toast.failed('That did not work', error)
  if (state === 'absent') {
    return (
      <Button icon={Plus} isPending={make.isPending} onClick={() => make.mutate({}, { onError })}>
        Add the sample community
      </Button>
    )
  }
  const removeButton = (
    <Button icon={Trash2} isPending={remove.isPending} onClick={() => remove.mutate({}, { onError })}>
      Remove the sample community
    </Button>
  )
  if (state === 'ready') {
    return (
      <div className="flex flex-wrap gap-2">
        {communityId !== null && communityId !== here && (
          <ButtonLink to="/console/$community" params={{ community: communityId }} variant="primary">
            Open it
          </ButtonLink>
        )}
        {removeButton}
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-4">
      <div className="min-w-0 flex-1 basis-48">
        <p className="pb-1 text-13 text-ink">
          {state === 'making' ? 'It is being made' : 'It is being removed'}:{' '}
          <span className="tabular-nums">
            {formatCount(doneCount)} of {formatCount(totalCount)} {state === 'making' ? 'steps' : 'rows'}
          </span>
        </p>
        <progress
          aria-label="Progress of the sample community"
          value={doneCount}
          max={Math.max(1, totalCount)}
          className="h-1 w-full accent-accent"
        />
      </div>
      {state === 'making' && removeButton}
    </div>
  )
}
