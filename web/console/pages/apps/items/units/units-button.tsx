/** Opens the dialog that gives or takes units, for those who may and while the item lets it. */
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Item } from '../../../../../../contracts/items.ts'
import { useMay } from '../../../../../app/community.tsx'
import { Button } from '../../../../../ui/button.tsx'

const UnitsDialog = lazy(async () => ({ default: (await import('./units-dialog.tsx')).UnitsDialog }))

export function UnitsButton({ item }: { item: Item }) {
  const [isOpen, setOpen] = useState(false)
  const mayPost = useMay('approve_apps')
  const maySeeMembers = useMay('view_members')
  if (!mayPost || !maySeeMembers || item.state === 'draft') return null
  return (
    <>
      <Button variant="primary" icon={Plus} onClick={() => setOpen(true)}>
        Give or take units
      </Button>
      <Suspense fallback={null}>
        {isOpen && <UnitsDialog item={item} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
