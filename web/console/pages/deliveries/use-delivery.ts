/** One delivery with its attempts, read again and again while it is being tried. */
import { useEffect } from 'react'
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'

const pollMs = 1500

export function useDelivery(deliveryId: string, isEnabled = true) {
  const params = { ...useCommunityParams(), deliveryId }
  const delivery = useRead('getDelivery', { params }, { isEnabled })
  const refetchMs = delivery.data?.status === 'pending' ? pollMs : false
  useRead('getDelivery', { params }, { isEnabled, refetchMs })
  const attempts = useRead('listAttempts', { params }, { isEnabled })
  const attemptCount = delivery.data?.attemptCount ?? 0
  const { refetch } = attempts
  useEffect(() => {
    if (isEnabled && attemptCount > 0) void refetch()
  }, [attemptCount, isEnabled, refetch])
  return { delivery, attempts, params }
}
