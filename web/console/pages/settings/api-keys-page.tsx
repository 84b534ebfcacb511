/** API keys: credentials of other systems, each with its permissions; a key is shown once, when it is made. */
import { BookOpenText, KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ApiKey } from '../../../../contracts/access.ts'
import { permissionLabels } from '../../../api/endpoints.generated.ts'
import { useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime, useNow } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'

export function ApiKeysPage() {
  const { communityId, communityName } = useMembership()
  const params = { communityId }
  const mayManage = useMay('manage_api_keys')
  const keys = useRead('listApiKeys', { params }, { isEnabled: mayManage })
  const now = useNow()
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const createButton = mayManage && (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Create API key
    </Button>
  )
  const columns: Column<ApiKey>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ name, masked }) => (
        <>
          <span className="block truncate font-medium">{name}</span>
          <code className="block truncate font-mono text-12 text-ink-3">{masked}</code>
        </>
      ),
    },
    {
      key: 'permissions',
      header: 'Permissions',
      from: 'md',
      cell: ({ permissions }) => (
        <span
          className="text-ink-2"
          title={permissions.map((permission) => permissionLabels[permission]).join(', ')}
        >
          {permissions.includes('administrator')
            ? permissionLabels.administrator
            : permissions.map((permission) => permissionLabels[permission]).join(', ')}
        </span>
      ),
    },
    {
      key: 'expires',
      header: 'Expires',
      from: 'sm',
      width: 'w-32',
      cell: ({ expiresAt }) =>
        expiresAt === null ? (
          <span className="text-ink-2">Never</span>
        ) : new Date(expiresAt) < now ? (
          <Badge tone="bad">Expired</Badge>
        ) : (
          <RelativeTime at={expiresAt} />
        ),
    },
    {
      key: 'used',
      header: 'Last used',
      from: 'sm',
      width: 'w-28',
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? <span className="text-ink-3">Not yet</span> : <RelativeTime at={lastUsedAt} />,
    },
    {
      key: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'right',
      width: 'w-20',
      cell: (key) => (
        <IconButton label={`Revoke ${key.name}`} icon={Trash2} onClick={() => setRevoking(key)} />
      ),
    },
  ]
  return (
    <>
      <PageHeader
        title="API keys"
        place={communityName}
        sentence="With a key, a game or script calls the API of this community, as far as the key’s permissions go."
        secondary={
          <>
            {mayManage && <CurlButton name="listApiKeys" input={{ params }} />}
            <ButtonLink to="/docs" icon={BookOpenText}>
              API reference
            </ButtonLink>
          </>
        }
        action={createButton}
      />
      {mayManage ? (
        <Section isFlush>
          <Table
            label="API keys"
            columns={columns}
            rows={keys.data?.data ?? []}
            keyOf={({ id }) => id}
            isPending={keys.isPending}
            skeletonRows={3}
            problem={keys.error}
            onRetry={() => void keys.refetch()}
            empty={
              <EmptyState icon={KeyRound} title="No API keys yet" actions={createButton}>
                Make one key for each system that calls the API, with only the permissions it needs. Incoming
                webhooks have keys of their own and need none of these.
              </EmptyState>
            }
          />
        </Section>
      ) : (
        <NoPermission what="the API keys" permission="manage_api_keys" />
      )}
      {isCreating && <CreateKeyDialog onClose={() => setCreating(false)} />}
      {revoking && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}
