/** The request as it came: headers with secrets removed, the payload as a tree, and the raw body. */
import type { ReceiptDetails } from '../../../../../contracts/receipts.ts'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { JsonTree } from '../../../../ui/json-tree.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Section } from '../../../../ui/section.tsx'

export function ReceiptRequest({ receipt }: { receipt: ReceiptDetails }) {
  const { payload, isEncrypted, body, headers, bodyRemovedAfterDays: days } = receipt
  if (days !== null) {
    return (
      <Notice title={`The body and the headers were removed after ${days} ${days === 1 ? 'day' : 'days'}`}>
        What the request changed stays. The owner of the installation sets how long bodies are kept.
      </Notice>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {payload !== null && payload !== undefined && (
        <Section title={isEncrypted ? 'Decrypted body' : 'Body'} isFlush>
          <JsonTree label="the body" value={payload} className="max-h-96" />
        </Section>
      )}
      <Section title="Body as received" description={receipt.contentType ?? 'without a content type'} isFlush>
        {body === '' ? (
          <p className="p-4 text-13 text-ink-2">Empty.</p>
        ) : (
          <CodeBlock label="Body as received" code={body} isWrapped className="rounded-none border-0" />
        )}
      </Section>
      <Section title="Headers" description="Keys and cookies are not kept." isFlush>
        <dl className="divide-y divide-line">
          {headers.map(({ name, value }, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes
              key={index}
              className="grid grid-cols-[minmax(8rem,2fr)_minmax(0,5fr)] gap-3 px-4 py-1 font-mono text-12"
            >
              <dt className="text-ink-3 [overflow-wrap:anywhere]">{name}</dt>
              <dd className="text-ink [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  )
}
