/** A webhook that was just created: its address, its key shown this once, and the way to its page. */
import { ArrowRight } from 'lucide-react'
import type { Answer } from '../../../../api/contract-types.ts'
import { useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Section } from '../../../../ui/section.tsx'
import { type EncryptionInput, modeLabel } from '../encryption.rules.ts'

interface Props {
  webhook: Answer<'createIncomingWebhook'>
  encryption: EncryptionInput | null
}

export function CreatedWebhook({ webhook, encryption }: Props) {
  const { communityId, communityName } = useMembership()
  const { id, name, url, apiKey } = webhook
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={`${name} is ready`}
        place={communityName}
        sentence="Give these to the system that will call it. Next, send a test request, catch it and map it."
      />
      <Section>
        <div role="status" className="flex flex-col gap-4">
          {(apiKey !== null || encryption !== null) && (
            <Notice tone="warn" title="Copy the secrets now">
              They are shown this once. We keep{' '}
              {apiKey === null ? 'the key encrypted' : 'only a fingerprint of the API key'} and cannot show{' '}
              {apiKey !== null && encryption !== null ? 'them' : 'it'} again.
            </Notice>
          )}
          <Secret label="Incoming Webhook URL" value={url ?? ''} />
          {apiKey !== null && <Secret label="API key" value={apiKey} note="sent as x-api-key" />}
          {encryption !== null && (
            <Secret
              label="Encryption key"
              value={encryption.key}
              note={`${modeLabel(encryption.mode)}, with x-encrypted: true`}
            />
          )}
          <div className="flex justify-end">
            <ButtonLink
              variant="primary"
              icon={ArrowRight}
              to="/console/$community/webhooks/$webhookId"
              params={{ community: communityId, webhookId: id }}
            >
              Go on: send a test and catch it
            </ButtonLink>
          </div>
        </div>
      </Section>
    </div>
  )
}

function Secret({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="flex items-baseline justify-between gap-2 text-13 font-medium text-ink">
        {label}
        {note && <span className="text-12 font-normal text-ink-3">{note}</span>}
      </p>
      <CodeBlock label={label} code={value} isWrapped />
    </div>
  )
}
