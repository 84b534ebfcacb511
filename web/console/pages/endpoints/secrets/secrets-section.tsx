/** The secrets that sign: the current one and those that still do beside it, and a dialog to draw another. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CopyableId } from '../../../../ui/copy-button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

const kindWords = { v1: 'HMAC-SHA256 (v1)', v1a: 'ed25519 (v1a)' } as const

interface Props {
  endpoint: OutgoingEndpoint
  canRotate?: boolean
}

export function SecretsSection({ endpoint, canRotate = true }: Props) {
  const [isRotating, setRotating] = useState(false)
  return (
    <Section
      title="Signing secrets"
      description="Each request is signed with all of them, so that the receiver can change over at its own time."
      isFlush
      actions={
        canRotate && (
          <Button icon={KeyRound} onClick={() => setRotating(true)}>
            Rotate
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line text-13">
        {endpoint.secrets.map((secret) => (
          <li key={secret.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="font-medium text-ink">{kindWords[secret.kind]}</span>
            {secret.validUntil === null ? (
              <Badge tone="good">Current</Badge>
            ) : (
              <Badge>
                until <RelativeTime at={secret.validUntil} className="text-ink-2" />
              </Badge>
            )}
            <span className="text-ink-3">
              drawn <RelativeTime at={secret.createdAt} className="text-ink-3" />
            </span>
            {secret.publicKey !== null && (
              <span className="basis-full">
                <CopyableId id={secret.publicKey} label="Copy the public key" isWhole />
              </span>
            )}
          </li>
        ))}
      </ul>
      {isRotating && <RotateDialog endpoint={endpoint} onClose={() => setRotating(false)} />}
    </Section>
  )
}
