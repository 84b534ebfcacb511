/** What a test shows: the API key, the form of encryption, and the id of the event. */
import { KeyRound } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { EncryptedForm } from '../../../../../contracts/trials.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { modeLabel } from '../encryption.rules.ts'
import { presetOf } from '../signature.rules.ts'
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
      {sender.isBlocked ? (
        <Notice tone="warn">
          This webhook checks a public key, and only its sender has the private one: send the test from there.
        </Notice>
      ) : (
        signature !== null && (
          <p className="text-12 text-ink-3">
            The server signs the test as {presetOf(signature.scheme.preset).label}, with the secret it keeps.
          </p>
        )
      )}
      {encryption !== null && (
        <Field label="Encrypted as" hint="The server encrypts the body with the key it keeps.">
          <Select
            value={sender.form}
            onPick={(form) => sender.setForm(form as EncryptedForm)}
            options={[
              { value: 'aes', label: `${modeLabel(encryption.mode)}, iv and data` },
              { value: 'jwe', label: 'JWE, dir with A256GCM' },
            ]}
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
