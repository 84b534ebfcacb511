/** Try to decrypt: a body as the sender sends it, and what it holds or exactly what is wrong with it. */
import { LockOpen } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { Answer } from '../../../../api/contract-types.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { TextArea } from '../../../../ui/input.tsx'
import { JsonTree } from '../../../../ui/json-tree.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Section } from '../../../../ui/section.tsx'

const forms = { aes: 'Read as iv, data and tag', jwe: 'Read as a compact JWE' }

export function DecryptionTrial({ webhook }: { webhook: IncomingWebhook }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const [body, setBody] = useState('')
  const attempt = useWrite('tryDecryption')
  return (
    <Section
      title="Try to decrypt"
      description="Paste a body as the sender sends it. Nothing is stored, and senders are never told what is wrong."
    >
      <div className="flex flex-col gap-4">
        <Form problem={attempt.error} onSubmit={() => attempt.mutate({ params, body: { body } })}>
          <Field
            label="Encrypted body"
            hint="The object with iv, data and tag, one base64 text, or a compact JWE"
          >
            <TextArea
              isMono
              rows={4}
              spellCheck={false}
              value={body}
              onChange={(event) => setBody(event.target.value)}
            />
          </Field>
          <Button
            type="submit"
            icon={LockOpen}
            disabled={body.trim() === ''}
            isPending={attempt.isPending}
            className="self-start"
          >
            Try to decrypt
          </Button>
        </Form>
        <div role="status" className="flex flex-col gap-3">
          {attempt.data && <Result trial={attempt.data} />}
        </div>
      </div>
    </Section>
  )
}

function Result({ trial: { form, payload, text, warnings, problem } }: { trial: Answer<'tryDecryption'> }) {
  return (
    <>
      {problem ? (
        <Notice tone="bad" title="This body would fail">
          {problem.detail}
        </Notice>
      ) : (
        <Notice tone="good" title="It decrypts">
          {form && `${forms[form]}.`}
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}.
        </Notice>
      ))}
      {text !== null && <CodeBlock label="What was decrypted" code={text} isWrapped />}
      {!problem && (
        <div className="rounded-md border border-line">
          <JsonTree label="the decrypted payload" value={payload} className="max-h-96" />
        </div>
      )}
    </>
  )
}
