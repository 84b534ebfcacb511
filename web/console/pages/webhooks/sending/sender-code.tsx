/** Code that calls a webhook, ready to be copied: cURL and Node.js, with encryption where it is needed. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import type { Sample } from '../map/use-sample.ts'
import { sampleBodies } from './sample-bodies.rules.ts'
import { curlFor, nodeFor, type SenderSettings } from './sender-code.rules.ts'
import { usePeople } from './use-people.ts'

const bodyLengthMax = 2000

interface Props {
  webhook: IncomingWebhook
  url: string
  sample: Sample | null
}

export function SenderCode({ webhook, url, sample }: Props) {
  const [tab, setTab] = useState(webhook.encryption === null ? 'curl' : 'node')
  const people = usePeople()
  const [first] = sampleBodies(people ?? [])
  const caught = sample?.payload ? JSON.stringify(sample.payload) : ''
  const settings: SenderSettings = {
    url,
    hasApiKey: webhook.apiKeys.length > 0,
    encryption: webhook.encryption?.mode ?? null,
    eventHeader: webhook.mapping?.dedupe?.header ?? null,
    body: caught !== '' && caught.length <= bodyLengthMax ? caught : JSON.stringify(first?.body),
  }
  return (
    <div className="border-t border-line pt-3">
      {webhook.signature !== null && (
        <p className="pb-2 text-12 text-ink-3">
          This code does not sign what it sends, and the webhook takes signed requests only. The guide on
          incoming webhooks has a sample that signs.
        </p>
      )}
      <Tabs
        label="Language"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: 'curl',
            label: 'cURL',
            content: (
              <>
                <CodeBlock label="cURL for the sender" code={curlFor(settings)} />
                {settings.encryption !== null && (
                  <p className="pt-2 text-12 text-ink-3">
                    <code className="font-mono">encrypted.json</code> is made by a program: see Node.js.
                  </p>
                )}
              </>
            ),
          },
          {
            value: 'node',
            label: 'Node.js',
            content: <CodeBlock label="Node.js code for the sender" code={nodeFor(settings)} />,
          },
        ]}
      />
    </div>
  )
}
