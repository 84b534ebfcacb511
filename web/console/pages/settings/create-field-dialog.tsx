/** Creates a custom field; its key and type stay for good, so the dialog says so. */
import { useState } from 'react'
import type { FieldType } from '../../../../contracts/fields.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input, Select, TextArea } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { fieldTypeOptions, keyFromName } from './field-types.ts'

export function CreateFieldDialog({ onClose }: { onClose: () => void }) {
  const params = useCommunityParams()
  const toast = useToast()
  const [name, setName] = useState('')
  const [typedKey, setTypedKey] = useState<string | null>(null)
  const [type, setType] = useState<FieldType>('single-line-text')
  const [options, setOptions] = useState('')
  const key = typedKey ?? keyFromName(name)
  const create = useWrite('createField', {
    refreshes: ['listFields', 'listMemberFields'],
    onDone: (field) => {
      onClose()
      toast.done(`The field ${field.name} was created`)
    },
  })
  const submit = () =>
    create.mutate({
      params,
      body: {
        key,
        name: name.trim(),
        type,
        ...(type === 'select'
          ? {
              options: options
                .split('\n')
                .map((option) => option.trim())
                .filter(Boolean),
            }
          : {}),
      },
    })
  return (
    <Dialog
      title="Create field"
      description="Name and options are for people; key and type stay as they are once the field exists."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="create-field" variant="primary" isPending={create.isPending}>
            Create field
          </Button>
        </>
      }
    >
      <Form id="create-field" problem={create.error} onSubmit={submit}>
        <Field label="Name" error={create.error?.errorOf('name')}>
          <Input maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field
          label="Key"
          hint="How mappings and the API call it: lower case letters, digits, hyphens."
          error={
            create.error?.errorOf('key') ??
            (create.error?.code === 'name_taken' ? 'Another field has this key.' : undefined)
          }
        >
          <Input isMono maxLength={50} value={key} onChange={(event) => setTypedKey(event.target.value)} />
        </Field>
        <Field label="Type" error={create.error?.errorOf('type')}>
          <Select value={type} onPick={(chosen) => setType(chosen as FieldType)} options={fieldTypeOptions} />
        </Field>
        {type === 'select' && (
          <Field label="Options" hint="One on each line." error={create.error?.errorOf('options')}>
            <TextArea value={options} onChange={(event) => setOptions(event.target.value)} />
          </Field>
        )}
      </Form>
    </Dialog>
  )
}
