/** Code that calls a webhook, ready to be copied: cURL, Node.js and Python, signed and encrypted as the webhook asks for. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import type { Sample } from '../map/use-sample.ts'
import { pythonFor } from './python-code.rules.ts'
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
    signature: webhook.signature,
    encryption: webhook.encryption?.mode ?? null,
    eventHeader: webhook.mapping?.dedupe?.header ?? null,
    body: caught !== '' && caught.length <= bodyLengthMax ? caught : JSON.stringify(first?.body),
  }
  const curl = curlFor(settings)
  return (
    <div className="border-t border-line pt-3">
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
                {curl === null ? (
                  <p className="text-13 text-ink-2">
                    A shell has no simple way to sign with ed25519: see Node.js or Python.
                  </p>
                ) : (
                  <CodeBlock label="cURL for the sender" code={curl} />
                )}
                {settings.encryption !== null && (
                  <p className="pt-2 text-12 text-ink-3">
                    <code className="font-mono">encrypted.json</code> is made by a program: see Node.js or
                    Python.
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
          {
            value: 'python',
            label: 'Python',
            content: <CodeBlock label="Python code for the sender" code={pythonFor(settings)} />,
          },
        ]}
      />
      {settings.signature !== null && (
        <p className="pt-2 text-12 text-ink-3">
          Put the {settings.signature.isPublicKey ? 'private key (whsk_…)' : 'secret'} into{' '}
          <code className="font-mono">WEBHOOK_SECRET</code>. What is signed is the body as it is sent.
        </p>
      )}
    </div>
  )
}
