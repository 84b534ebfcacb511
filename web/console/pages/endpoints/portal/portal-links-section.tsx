/** The portal links of an endpoint: whom it is shown to, until when, and taking that back. */
import { Link2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import type { PortalLink } from '../../../../../contracts/portal.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { CreatePortalLinkDialog } from './create-portal-link-dialog.tsx'
import { RevokePortalLinkDialog } from './revoke-portal-link-dialog.tsx'

export function PortalLinksSection({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const links = useRead('listPortalLinks', { params })
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<PortalLink | null>(null)
  return (
    <Section
      title="Portal links"
      description="A link shows the people of the receiver this outgoing webhook, its deliveries and attempts, and nothing else. They need no account."
      isFlush
      actions={
        <Button icon={Link2} onClick={() => setCreating(true)}>
          Create a link
        </Button>
      }
    >
      {links.data ? (
        <LinkList links={links.data.data} onRevoke={setRevoking} />
      ) : links.error ? (
        <ErrorState problem={links.error} what="the portal links" onRetry={() => void links.refetch()} />
      ) : (
        <div className="px-4 py-3">
          <SkeletonLines count={2} label="Loading the portal links" />
        </div>
      )}
      {isCreating && <CreatePortalLinkDialog endpoint={endpoint} onClose={() => setCreating(false)} />}
      {revoking && (
        <RevokePortalLinkDialog endpoint={endpoint} link={revoking} onClose={() => setRevoking(null)} />
      )}
    </Section>
  )
}

interface ListProps {
  links: readonly PortalLink[]
  onRevoke: (link: PortalLink) => void
}

function LinkList({ links, onRevoke }: ListProps) {
  if (links.length === 0) {
    return <p className="px-4 py-3 text-13 text-ink-2">Nobody outside sees this outgoing webhook.</p>
  }
  return (
    <ul className="divide-y divide-line text-13">
      {links.map((link) => (
        <li key={link.id} className="flex items-center gap-3 px-4 py-2">
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-2 font-medium text-ink">
              <span className="[overflow-wrap:anywhere]">{link.name}</span>
              {link.canRotate && <Badge>may rotate</Badge>}
            </span>
            <span className="block text-12 text-ink-3">
              ends <RelativeTime at={link.expiresAt} className="text-ink-3" />, made by {link.createdBy},{' '}
              {link.lastUsedAt === null ? (
                'not used yet'
              ) : (
                <>
                  used <RelativeTime at={link.lastUsedAt} className="text-ink-3" />
                </>
              )}
            </span>
          </span>
          <IconButton
            label={`Revoke the link for ${link.name}`}
            icon={Trash2}
            onClick={() => onRevoke(link)}
          />
        </li>
      ))}
    </ul>
  )
}
