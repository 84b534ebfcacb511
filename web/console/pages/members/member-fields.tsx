/** The custom fields of one member, and setting a value by hand. */
import { Pencil, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../../api/queries.ts'
import { useMay } from '../../../app/community.tsx'
import { fieldText } from '../../../ui/field-value.rules.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { type MemberField, SetFieldDialog } from './set-field-dialog.tsx'

export function MemberFields({ params }: { params: { communityId: string; memberId: string } }) {
  const fields = useRead('listMemberFields', { params })
  const mayEdit = useMay('manage_fields')
  const [editing, setEditing] = useState<MemberField | null>(null)
  if (fields.isPending) return <SkeletonLines count={4} label="Loading the fields" />
  if (fields.error) {
    return <ErrorState problem={fields.error} what="the fields" onRetry={() => void fields.refetch()} />
  }
  if (fields.data.data.length === 0) {
    return (
      <EmptyState icon={SlidersHorizontal} title="No custom fields yet">
        Create them under Community Settings, User Fields. Webhooks can fill them.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {fields.data.data.map((field) => (
          <li key={field.fieldId} className="flex items-center gap-4 px-4 py-2">
            <div className="min-w-0 flex-1">
              <p className="text-12 text-ink-3">{field.name}</p>
              <p className="text-14 [overflow-wrap:anywhere]">
                {fieldText(field.type, field.value) ?? <span className="text-ink-3">empty</span>}
              </p>
            </div>
            {field.updatedAt && <RelativeTime at={field.updatedAt} className="text-12 text-ink-3" />}
            {mayEdit && (
              <IconButton label={`Set ${field.name}`} icon={Pencil} onClick={() => setEditing(field)} />
            )}
          </li>
        ))}
      </ul>
      {editing && <SetFieldDialog params={params} field={editing} onClose={() => setEditing(null)} />}
    </>
  )
}
