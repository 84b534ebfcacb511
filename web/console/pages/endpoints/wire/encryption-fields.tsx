/** Chooses how bodies are encrypted: not at all, under a shared key, or for the public key of the receiver. */
import { Dices } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select, TextArea } from '../../../../ui/input.tsx'
import { encryptionKeyLength, keyFrom } from '../../webhooks/encryption.rules.ts'
import { type EncryptionDraft, encryptionWords } from './wire-draft.rules.ts'

interface Props {
  draft: EncryptionDraft
  onChange: (draft: EncryptionDraft) => void
  error?: string | undefined
}

const modes = [
  { value: 'off', label: 'Off: https alone protects it' },
  ...Object.entries(encryptionWords).map(([value, label]) => ({ value, label })),
]

export function EncryptionFields({ draft, onChange, error }: Props) {
  const { mode, key, publicKey } = draft
  const generate = () =>
    onChange({ ...draft, key: keyFrom(crypto.getRandomValues(new Uint8Array(encryptionKeyLength))) })
  return (
    <div className="flex flex-col gap-4">
      <Field label="Encryption" hint="The body is encrypted first, and what comes of it is signed.">
        <Select
          value={mode}
          onPick={(chosen) => onChange({ ...draft, mode: chosen as EncryptionDraft['mode'] })}
          options={modes}
          className="w-full sm:w-72"
        />
      </Field>
      {mode === 'jwe_ecdh' && (
        <Field
          label="Public key of the receiver"
          hint="A JWK of the curves P-256, P-384, P-521 or X25519. Only the receiver can decrypt, not even we."
          error={error}
        >
          <TextArea
            isMono
            spellCheck={false}
            autoComplete="off"
            value={publicKey}
            onChange={(event) => onChange({ ...draft, publicKey: event.target.value })}
          />
        </Field>
      )}
      {mode !== 'off' && mode !== 'jwe_ecdh' && (
        <Field
          label="Encryption key"
          hint="32 characters. The receiver needs the same key; we cannot show it again."
          error={error}
        >
          <div className="flex items-center gap-2">
            <Input
              isMono
              value={key}
              maxLength={64}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => onChange({ ...draft, key: event.target.value })}
            />
            {key !== '' && <CopyButton text={key} label="Copy the encryption key" />}
            <Button icon={Dices} onClick={generate}>
              Generate
            </Button>
          </div>
        </Field>
      )}
    </div>
  )
}
