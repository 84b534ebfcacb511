/** How requests to a webhook are signed: not, as a known sender does it, or as the owner describes it. */
import { FileCheck, FileX } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { presetOf } from '../signature.rules.ts'
import { SignatureDialog } from './signature-dialog.tsx'
import { SwitchOffDialog } from './switch-off-dialog.tsx'

export function SignatureSettings({ webhook }: { webhook: IncomingWebhook }) {
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null)
  const { signature } = webhook
  const close = () => setAsked(null)
  return (
    <Section
      title="Signature"
      description="Senders sign the body with a secret; a request that is not signed so is not received."
      actions={
        <>
          {signature !== null && (
            <Button icon={FileX} variant="ghost" onClick={() => setAsked('remove')}>
              Switch off
            </Button>
          )}
          <Button icon={FileCheck} onClick={() => setAsked('change')}>
            {signature === null ? 'Switch on' : 'Change'}
          </Button>
        </>
      }
    >
      <p className="text-13 text-ink-2">
        {signature === null ? (
          'Off: nothing proves that the body is as the sender wrote it.'
        ) : (
          <>
            <span className="font-medium text-ink">{presetOf(signature.scheme.preset).label}</span>, set{' '}
            <RelativeTime at={signature.setAt} />.
            {signature.previousUntil && (
              <>
                {' '}
                The secret before works until <RelativeTime at={signature.previousUntil} />.
              </>
            )}
          </>
        )}
      </p>
      {asked === 'change' && <SignatureDialog webhook={webhook} onClose={close} />}
      {asked === 'remove' && (
        <SwitchOffDialog
          webhook={webhook}
          what="signature"
          consequence="Requests are then taken without a signature, and the secret is forgotten."
          done="Signatures are not asked for any more"
          onClose={close}
        />
      )}
    </Section>
  )
}
