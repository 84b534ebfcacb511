/** What a sender has to show: the API key, the encryption key, and the id of the event. */
import { KeyRound } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { modeLabel } from '../encryption.rules.ts'
import type { TestSender } from './use-test-sender.ts'

export function TestSecrets({ webhook, sender }: { webhook: IncomingWebhook; sender: TestSender }) {
  const { apiKeys, encryption, signature } = webhook
  const [apiKey = null] = apiKeys
  const isOpen = apiKey === null && encryption === null && signature === null
  return (
    <>
      {apiKey !== null && (
        <Field
          label="x-api-key"
          hint={`Paste the API key (${apiKey.masked}). It is used for this test and kept nowhere.`}
        >
          <Input
            isMono
            autoComplete="off"
            spellCheck={false}
            value={sender.apiKey}
            onChange={(event) => sender.setApiKey(event.target.value)}
          />
        </Field>
      )}
      {signature !== null && (
        <Notice tone="warn">
          This webhook takes signed requests only, and a test from here is not signed: it will be turned away.
          Send one from the sender itself, or take the signature off under Settings while you try.
        </Notice>
      )}
      {encryption !== null && (
        <Field
          label="Encryption key"
          hint={`The body is encrypted here, with ${modeLabel(encryption.mode)}, before it is sent.`}
          error={sender.encryptionError}
        >
          <Input
            isMono
            autoComplete="off"
            spellCheck={false}
            value={sender.encryptionKey}
            onChange={(event) => sender.setEncryptionKey(event.target.value)}
          />
        </Field>
      )}
      {sender.eventHeader !== null && (
        <Field label={sender.eventHeader} hint="The id of the event; the same id changes nothing twice.">
          <Input
            isMono
            autoComplete="off"
            spellCheck={false}
            value={sender.eventId}
            onChange={(event) => sender.setEventId(event.target.value)}
          />
        </Field>
      )}
      {isOpen && (
        <p className="flex items-start gap-2 text-12 text-ink-3">
          <KeyRound aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          Whoever knows the address can call it. Under Settings you can add an API key and encryption.
        </p>
      )}
    </>
  )
}
