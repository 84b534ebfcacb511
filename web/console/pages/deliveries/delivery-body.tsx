/** The body that is sent: as a tree, and as the bytes that are signed. */
import { CodeBlock } from '../../../ui/code-block.tsx'
import { JsonTree } from '../../../ui/json-tree.tsx'
import { Section } from '../../../ui/section.tsx'

export function DeliveryBody({ body }: { body: string }) {
  const value = parsed(body)
  return (
    <div className="flex flex-col gap-4">
      {value !== undefined && (
        <Section title="Body" isFlush>
          <JsonTree label="the body" value={value} className="max-h-96" />
        </Section>
      )}
      <Section title="As it is sent" description="Every attempt sends and signs these bytes." isFlush>
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
