/** Code that checks our signature, ready to be copied into a receiver. */
import { useState } from 'react'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { verifiers } from './verify-code.rules.ts'

export function VerifyCode() {
  const [language, setLanguage] = useState('node')
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[72ch] text-13 text-ink-2">
        Give it the body as the bytes that came, not parsed and written again. The secret is read from{' '}
        <code className="font-mono text-12">WEBHOOK_SECRET</code>. Answer 2xx once the event is stored; the
        same <code className="font-mono text-12">webhook-id</code> may come again and then means the same
        event.
      </p>
      <Tabs
        label="Language"
        value={language}
        onChange={setLanguage}
        tabs={verifiers.map(({ id, label, code }) => ({
          value: id,
          label,
          content: <CodeBlock label={`${label} code that checks the signature`} code={code} />,
        }))}
      />
    </div>
  )
}
