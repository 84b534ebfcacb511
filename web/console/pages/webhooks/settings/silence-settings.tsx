/** Whether somebody is told when a webhook that used to be called falls silent. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Switch } from '../../../../ui/choice.tsx'
import { Select } from '../../../../ui/input.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'

const choices = [
  { value: '1', label: 'an hour' },
  { value: '6', label: '6 hours' },
  { value: '24', label: 'a day' },
  { value: '72', label: '3 days' },
  { value: '168', label: 'a week' },
]
const hoursAtFirst = 24

export function SilenceSettings({ webhook }: { webhook: IncomingWebhook }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const health = useRead('getWebhookHealth', { params })
  const refreshes = ['getWebhookHealth', 'listWebhookHealth'] as const
  const watch = useWrite('watchWebhookSilence', { refreshes })
  const ignore = useWrite('ignoreWebhookSilence', { refreshes })
  const afterHours = health.data?.silenceAfterHours ?? null
  const onFailure = (error: unknown) => toast.failed('The alert could not be changed', error)
  const choose = (hours: number) =>
    watch.mutate({ params, body: { afterHours: hours } }, { onError: onFailure })
  const known = choices.some(({ value }) => value === String(afterHours))
  return (
    <Section title="Silence">
      <div className="flex flex-col gap-3">
        <Switch
          label="Tell me when it falls silent"
          hint="Opens an alert and writes to whoever manages webhooks. For senders that call every day."
          isChecked={afterHours !== null}
          isDisabled={health.data === undefined || watch.isPending || ignore.isPending}
          onChange={(isOn) =>
            isOn ? choose(hoursAtFirst) : ignore.mutate({ params }, { onError: onFailure })
          }
        />
        {afterHours !== null && (
          <p className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
            When nothing was received for
            <Select
              aria-label="Silent for"
              value={String(afterHours)}
              options={
                known ? choices : [{ value: String(afterHours), label: `${afterHours} hours` }, ...choices]
              }
              onPick={(value) => choose(Number(value))}
              className="w-28"
            />
          </p>
        )}
      </div>
    </Section>
  )
}
