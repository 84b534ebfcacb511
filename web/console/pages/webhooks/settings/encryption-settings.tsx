/** The encryption of a webhook: off, or AES-256 with a key that is written and never shown again. */
import { Lock, LockOpen } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { modeLabel } from '../encryption.rules.ts'
import { EncryptionDialog } from './encryption-dialog.tsx'
import { webhookReads } from './webhook-reads.ts'

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
      {asked === 'remove' && <SwitchOffDialog webhook={webhook} onClose={close} />}
    </Section>
  )
}

function SwitchOffDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const remove = useWrite('updateIncomingWebhook', {
    refreshes: webhookReads,
    onDone: () => {
      onClose()
      toast.done('Encryption is off')
    },
  })
  return (
    <ConfirmDialog
      question={`Switch off the encryption of “${webhook.name}”?`}
      consequence="Encrypted requests fail from then on, and the key is forgotten. Encrypted requests that were received before can no longer be read."
      verb="Switch off"
      isPending={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate({ params, body: { encryption: null }, ifMatch: tagOf(webhook) })}
      onClose={onClose}
    />
  )
}
