/** What the game of an item is called: the inventory names those I had something of, the catalog of games the others. */
import type { Inventory } from '../../../../contracts/inventory.ts'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'

export function useGameTitle(
  appId: string | undefined,
  inventory: Inventory | undefined,
): string | undefined {
  const { communityId } = useMembership()
  const known = inventory?.apps.find((app) => app.appId === appId)?.title
  const app = useRead(
    'getApp',
    { params: { communityId, appId: appId ?? '' } },
    { isEnabled: appId !== undefined && inventory !== undefined && known === undefined },
  )
  return known ?? app.data?.title
}
