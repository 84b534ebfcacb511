/** A key that was just generated, to be copied now, and the first call to try it with. */
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { firstCall } from './first-call.rules.ts'

export function KeyOnce({ apiKey, clientId }: { apiKey: string; clientId: string }) {
  return (
    <div role="status" className="flex flex-col gap-4">
      <Notice tone="warn" title="Copy it now">
        It is shown this once. We keep it encrypted and cannot show it again; another one can be generated at
        any time.
      </Notice>
      <div className="flex flex-col gap-1">
        <p className="text-13 font-medium text-ink">Api Key</p>
        <CodeBlock label="Api Key" code={apiKey} isWrapped />
      </div>
      <div className="flex flex-col gap-1">
        <p className="text-13 font-medium text-ink">Try it, from your server</p>
        <CodeBlock label="First call" code={firstCall(window.location.origin, clientId)} isWrapped />
      </div>
    </div>
  )
}
