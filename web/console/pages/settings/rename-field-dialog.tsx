/** Renames a custom field; mappings go by its key and do not notice. */
import { useState } from 'react'
import type { CustomField } from '../../../../contracts/fields.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'

export function RenameFieldDialog({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const params = { ...useCommunityParams(), fieldId: field.id }
  const [name, setName] = useState(field.name)
  const rename = useWrite('renameField', { refreshes: ['listFields', 'listMemberFields'], onDone: onClose })
  return (
    <Dialog
      title={`Rename ${field.name}`}
      description={`The key ${field.key} stays, so mappings go on as they are.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="rename-field" variant="primary" isPending={rename.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form
        id="rename-field"
        problem={rename.error}
        onSubmit={() => rename.mutate({ params, body: { name: name.trim() } })}
      >
        <Field label="Name" error={rename.error?.errorOf('name')}>
          <Input maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
