/** The encryption of a webhook: off, or AES-256 with a key that is written and never shown again. */
import { Lock, LockOpen } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { modeLabel } from '../encryption.rules.ts'
import { EncryptionDialog } from './encryption-dialog.tsx'
import { SwitchOffDialog } from './switch-off-dialog.tsx'

export function EncryptionSettings({ webhook }: { webhook: IncomingWebhook }) {
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null)
  const { encryption } = webhook
  const close = () => setAsked(null)
  return (
    <Section
      title="Encryption"
      description="Senders encrypt the body with AES-256 and mark it with x-encrypted: true."
      actions={
        <>
          {encryption !== null && (
            <Button icon={LockOpen} variant="ghost" onClick={() => setAsked('remove')}>
              Switch off
            </Button>
          )}
          <Button icon={Lock} onClick={() => setAsked('change')}>
            {encryption === null ? 'Switch on' : 'Change'}
          </Button>
        </>
      }
    >
      <p className="text-13 text-ink-2">
        {encryption === null ? (
          'Off: bodies travel as they are, protected by https alone.'
        ) : (
          <>
            <span className="font-medium text-ink">{modeLabel(encryption.mode)}</span>, with a key of 32
            characters that is kept encrypted.
          </>
        )}
      </p>
      {asked === 'change' && <EncryptionDialog webhook={webhook} onClose={close} />}
      {asked === 'remove' && (
        <SwitchOffDialog
          webhook={webhook}
          what="encryption"
          consequence="Encrypted requests fail from then on, and the key is forgotten. Encrypted requests that were received before can no longer be read."
          done="Encryption is off"
          onClose={close}
        />
      )}
    </Section>
  )
}
