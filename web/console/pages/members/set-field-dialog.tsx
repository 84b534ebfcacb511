/** Sets one field of one member by hand; what stood there before stays in the histories and can be restored. */
import { useState } from 'react'
import type { FieldType, FieldValue } from '../../../../contracts/fields.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input, Select, TextArea } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'

export interface MemberField {
  fieldId: string
  name: string
  type: FieldType
  value: FieldValue
}

interface Props {
  params: { communityId: string; memberId: string }
  field: MemberField
  onClose: () => void
}

/** What was typed, as the field's type takes it; nothing typed clears the field. */
function typedValue(field: MemberField, typed: string): FieldValue {
  if (typed === '') return null
  if (field.type === 'boolean') return typed === 'true'
  if (field.type === 'numerical' && Number.isFinite(Number(typed))) return Number(typed)
  return typed
}

export function SetFieldDialog({ params, field, onClose }: Props) {
  const toast = useToast()
  const [typed, setTyped] = useState(field.value === null ? '' : String(field.value))
  const definitions = useRead('listFields', { params: { communityId: params.communityId } })
  const options = definitions.data?.data.find(({ id }) => id === field.fieldId)?.options ?? []
  const set = useWrite('setMemberField', { refreshes: ['listMemberFields', 'listFieldHistories'] })
  const target = { ...params, fieldId: field.fieldId }
  const submit = () =>
    set.mutate(
      { params: target, body: { value: typedValue(field, typed.trim()) } },
      {
        onSuccess: () => {
          onClose()
          toast.done(`${field.name} was set`, () => {
            set
              .mutateAsync({ params: target, body: { value: field.value } })
              .catch((error: unknown) => toast.failed('The old value could not be restored', error))
          })
        },
      },
    )
  return (
    <Dialog
      title={`Set ${field.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="set-field" variant="primary" isPending={set.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form id="set-field" problem={set.error} onSubmit={submit}>
        <Field
          label={field.name}
          hint="Leave it empty to clear the field."
          error={set.error?.errorOf('value')}
        >
          <ValueControl field={field} options={options} typed={typed} onType={setTyped} />
        </Field>
      </Form>
    </Dialog>
  )
}

interface ControlProps {
  field: MemberField
  options: readonly string[]
  typed: string
  onType: (typed: string) => void
}

function ValueControl({ field, options, typed, onType }: ControlProps) {
  if (field.type === 'multi-line-text') {
    return <TextArea maxLength={4000} value={typed} onChange={(event) => onType(event.target.value)} />
  }
  if (field.type === 'boolean' || field.type === 'select') {
    const choices =
      field.type === 'select'
        ? options.map((option) => ({ value: option, label: option }))
        : [
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]
    return <Select placeholder="Empty" value={typed} onPick={onType} options={choices} />
  }
  return (
    <Input
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={field.type === 'numerical' ? 'decimal' : 'text'}
      maxLength={4000}
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  )
}
