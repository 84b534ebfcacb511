/** Where the webhook of an app is sent to; its requests are signed, and the secret is shown once, when it is made. */
import type { App, AppWebhook } from '../../../../../contracts/apps.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { WebhookForm } from './webhook-form.tsx'

const standing = {
  active: { tone: 'good', word: 'Active' },
  listening: { tone: 'good', word: 'Listening' },
  paused: { tone: 'warn', word: 'Paused' },
  disabled: { tone: 'bad', word: 'Disabled' },
} as const

export function WebhookSection({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const webhook = useRead('getAppWebhook', { params })
  return (
    <Section
      title="Webhook"
      description="Tells the game what its players do: merges, orders, active time, and counts after each change."
      actions={webhook.data && <Standing webhook={webhook.data} />}
    >
      {webhook.data ? (
        <WebhookForm app={app} webhook={webhook.data} />
      ) : webhook.error ? (
        <ErrorState problem={webhook.error} what="the webhook" onRetry={() => void webhook.refetch()} />
      ) : (
        <SkeletonLines count={3} label="Loading the webhook" />
      )}
    </Section>
  )
}

function Standing({ webhook: { state, endpointId } }: { webhook: AppWebhook }) {
  const { communityId } = useCommunityParams()
  const maySeeDeliveries = useMay('manage_webhooks')
  if (state === null || endpointId === null) return null
  return (
    <>
      <Badge tone={standing[state].tone}>{standing[state].word}</Badge>
      {maySeeDeliveries && (
        <ButtonLink
          size="small"
          to="/console/$community/endpoints/$endpointId"
          params={{ community: communityId, endpointId }}
        >
          Tests and deliveries
        </ButtonLink>
      )}
    </>
  )
}
