/** User Fields: the custom attributes of members, which webhooks and staff can fill. */
import { Pencil, Plus, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CustomField } from '../../../../contracts/fields.ts'
import { useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { CreateFieldDialog } from './create-field-dialog.tsx'
import { fieldTypeLabels } from './field-types.ts'
import { RenameFieldDialog } from './rename-field-dialog.tsx'
import { RetireFieldDialog } from './retire-field-dialog.tsx'

export function UserFieldsPage() {
  const { communityId, communityName } = useMembership()
  const params = { communityId }
  const fields = useRead('listFields', { params })
  const mayManage = useMay('manage_fields')
  const [isCreating, setCreating] = useState(false)
  const [renaming, setRenaming] = useState<CustomField | null>(null)
  const [retiring, setRetiring] = useState<CustomField | null>(null)
  const createButton = mayManage && (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Create field
    </Button>
  )
  const columns: Column<CustomField>[] = [
    { key: 'name', header: 'Name', cell: ({ name }) => <span className="font-medium">{name}</span> },
    {
      key: 'key',
      header: 'Key',
      width: 'w-40 lg:w-56',
      cell: ({ key }) => <CopyableId id={key} label="Copy the key" isWhole />,
    },
    {
      key: 'type',
      header: 'Type',
      from: 'sm',
      width: 'w-40',
      cell: ({ type }) => <Badge>{fieldTypeLabels[type]}</Badge>,
    },
    {
      key: 'options',
      header: 'Options',
      from: 'lg',
      cell: ({ options }) => <span className="text-ink-2">{options.join(', ')}</span>,
    },
    {
      key: 'created',
      header: 'Created',
      from: 'md',
      align: 'right',
      width: 'w-28',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'right',
      width: 'w-28',
      cell: (field) =>
        mayManage && (
          <span className="inline-flex">
            <IconButton label={`Rename ${field.name}`} icon={Pencil} onClick={() => setRenaming(field)} />
            <IconButton label={`Delete ${field.name}`} icon={Trash2} onClick={() => setRetiring(field)} />
          </span>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title="User Fields"
        place={communityName}
        sentence="Custom attributes of members, such as level, guild or birthday. Webhooks fill them, and every change is kept."
        secondary={<CurlButton name="listFields" input={{ params }} />}
        action={createButton}
      />
      <Section isFlush>
        <Table
          label="fields"
          columns={columns}
          rows={fields.data?.data ?? []}
          keyOf={({ id }) => id}
          isPending={fields.isPending}
          skeletonRows={4}
          problem={fields.error}
          onRetry={() => void fields.refetch()}
          empty={
            <EmptyState icon={SlidersHorizontal} title="No custom fields yet" actions={createButton}>
              Create one for each thing your game knows about a player, e.g. “Level” as a number; then map it
              in a webhook.
            </EmptyState>
          }
        />
      </Section>
      {isCreating && <CreateFieldDialog onClose={() => setCreating(false)} />}
      {renaming && <RenameFieldDialog field={renaming} onClose={() => setRenaming(null)} />}
      {retiring && <RetireFieldDialog field={retiring} onClose={() => setRetiring(null)} />}
    </>
  )
}
