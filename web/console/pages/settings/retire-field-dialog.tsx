/** Deletes a custom field, after saying what happens to webhooks that fill it. */
import type { CustomField } from '../../../../contracts/fields.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function RetireFieldDialog({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const params = { ...useCommunityParams(), fieldId: field.id }
  const toast = useToast()
  const retire = useWrite('retireField', {
    refreshes: ['listFields', 'listMemberFields'],
    onDone: () => {
      onClose()
      toast.done(`The field ${field.name} was deleted`)
    },
  })
  return (
    <ConfirmDialog
      question={`Delete the field “${field.name}”?`}
      consequence="Its values disappear from every member; its histories stay readable. Webhooks that fill it fail with “Field was deleted” until their mapping is changed."
      verb="Delete the field"
      isPending={retire.isPending}
      problem={retire.error}
      onConfirm={() => retire.mutate({ params })}
      onClose={onClose}
    />
  )
}
