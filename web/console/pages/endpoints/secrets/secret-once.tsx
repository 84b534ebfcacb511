/** A secret that was just drawn, to be copied now. */
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Notice } from '../../../../ui/notice.tsx'

export function SecretOnce({ secret }: { secret: string }) {
  return (
    <div role="status" className="flex flex-col gap-4">
      <Notice tone="warn" title="Copy the secret now">
        It is shown this once. We keep it encrypted and cannot show it again; a new one can be drawn at any
        time.
      </Notice>
      <div className="flex flex-col gap-1">
        <p className="text-13 font-medium text-ink">Signing secret</p>
        <CodeBlock label="Signing secret" code={secret} isWrapped />
      </div>
    </div>
  )
}
