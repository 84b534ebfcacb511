/** The buttons that move an item through its states; what cannot be undone asks first. */
import { useState } from 'react'
import type { Item } from '../../../../../contracts/items.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { useAppRights } from '../use-app-rights.ts'
import { FreezeDialog } from './freeze-dialog.tsx'
import { itemReads } from './item-reads.ts'

export function ItemSteps({ item }: { item: Item }) {
  const params = { ...useCommunityParams(), itemId: item.id }
  const { mayManage, mayApprove } = useAppRights()
  const toast = useToast()
  const [asking, setAsking] = useState<'freeze' | 'retire' | null>(null)
  const publish = useWrite('publishItem', { refreshes: itemReads })
  const thaw = useWrite('thawItem', { refreshes: itemReads })
  const retire = useWrite('retireItem', {
    refreshes: itemReads,
    onDone: () => {
      setAsking(null)
      toast.done(`${item.name} is retired`)
    },
  })
  const move = (write: typeof publish | typeof thaw, said: string) => {
    write.mutateAsync({ params }).then(
      () => toast.done(said),
      (error: unknown) => toast.failed('It stays as it is', error),
    )
  }
  const isLive = item.state === 'live'
  const isFrozen = item.frozenAt !== null
  return (
    <>
      {mayApprove && isLive && !isFrozen && <Button onClick={() => setAsking('freeze')}>Freeze</Button>}
      {mayApprove && isFrozen && (
        <Button isPending={thaw.isPending} onClick={() => move(thaw, `${item.name} is no longer frozen`)}>
          End the freeze
        </Button>
      )}
      {mayManage && isLive && <Button onClick={() => setAsking('retire')}>Retire</Button>}
      {mayManage && item.state === 'draft' && (
        <Button
          variant="primary"
          isPending={publish.isPending}
          onClick={() => move(publish, `${item.name} is live`)}
        >
          Publish
        </Button>
      )}
      {asking === 'freeze' && <FreezeDialog item={item} onClose={() => setAsking(null)} />}
      {asking === 'retire' && (
        <ConfirmDialog
          question={`Retire “${item.name}”?`}
          consequence="Nothing more of it is given, for good. What members hold stays theirs. To stop it for a while, freeze it instead."
          verb="Retire it"
          isPending={retire.isPending}
          problem={retire.error}
          onConfirm={() => retire.mutate({ params })}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}
