/** Gifts that wait for an answer: those for me, then those of mine. */
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'

const refreshMs = 10_000
/** So many each way; all of them stand under My orders. */
const readCount = 20

export function useOpenGifts() {
  const { communityId } = useMembership()
  const params = { communityId }
  const query = { state: 'offered', limit: readCount } as const
  const settings = { refetchMs: refreshMs }
  const received = useRead('listGifts', { params, query: { ...query, direction: 'received' } }, settings)
  const sent = useRead('listGifts', { params, query: { ...query, direction: 'sent' } }, settings)
  return {
    gifts: [...(received.data?.data ?? []), ...(sent.data?.data ?? [])],
    isPending: received.isPending || sent.isPending,
    problem: received.error ?? sent.error,
    reload: () => void Promise.all([received.refetch(), sent.refetch()]),
  }
}
