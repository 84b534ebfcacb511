/** The body that is sent: as a tree, and as the bytes that are signed, or that they are made of; or who removed it. */
import type { Answer } from '../../../api/contract-types.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { JsonTree } from '../../../ui/json-tree.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { encryptionWords } from '../endpoints/wire/wire-draft.rules.ts'
import { largeBodyWords } from './body-size.rules.ts'

export function DeliveryBody({ delivery }: { delivery: Answer<'getDelivery'> }) {
  const { body, encryption, payloadRemoved } = delivery
  if (payloadRemoved !== null) {
    return (
      <Notice title="Payload removed">
        By {payloadRemoved.by}, <RelativeTime at={payloadRemoved.at} />. It cannot be shown or sent again.
      </Notice>
    )
  }
  const value = parsed(body)
  const largeWords = largeBodyWords(body)
  return (
    <div className="flex flex-col gap-4">
      {largeWords && <Notice title="Large body">{largeWords}</Notice>}
      {value !== undefined && (
        <Section title="Body" isFlush>
          <JsonTree label="the body" value={value} className="max-h-96" />
        </Section>
      )}
      {encryption !== null && (
        <Notice title="It is sent encrypted">
          {encryptionWords[encryption.mode]}. Each attempt encrypts this body anew and signs what comes of it.
          The headers of an attempt say how that one was sent.
        </Notice>
      )}
      <Section
        title={encryption === null ? 'As it is sent' : 'Before it is encrypted'}
        description={encryption === null ? 'Every attempt sends and signs these bytes.' : undefined}
        isFlush
      >
        <CodeBlock label="Body as it is sent" code={body} isWrapped className="rounded-none border-0" />
      </Section>
    </div>
  )
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
