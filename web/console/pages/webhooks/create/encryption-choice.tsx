/** Chooses how requests are encrypted: mode and a key of 32 characters, typed or generated. */
import { Dices } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { cx } from '../../../../ui/cx.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import {
  type EncryptionInput,
  type EncryptionMode,
  encryptionKeyLength,
  keyFrom,
  modeLabel,
} from '../encryption.rules.ts'

interface Props {
  value: EncryptionInput
  onChange: (value: EncryptionInput) => void
  /** CBC proves nothing about the sender, so the API key is recommended beside it. */
  hasApiKey: boolean
  error?: string | undefined
}

const modes = [
  { value: 'gcm', label: `${modeLabel('gcm')} (recommended)` },
  { value: 'cbc', label: modeLabel('cbc') },
]

export function EncryptionChoice({ value, onChange, hasApiKey, error }: Props) {
  const { mode, key } = value
  return (
    <div className="flex flex-col gap-4">
      <Field label="Mode" hint="GCM also proves that nobody changed the body on its way.">
        <Select
          value={mode}
          onPick={(chosen) => onChange({ ...value, mode: chosen as EncryptionMode })}
          options={modes}
          className="w-full sm:w-72"
        />
      </Field>
      <Field
        label="Encryption key"
        error={error}
        hint="The sender needs the same key. We keep it encrypted and cannot show it again."
      >
        <div className="flex items-center gap-2">
          <div className="relative min-w-0 flex-1">
            <KeyInput value={key} onChange={(typed) => onChange({ ...value, key: typed })} />
            <span
              aria-live="polite"
              className={cx(
                'pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 bg-surface pl-1 text-12 tabular-nums',
                key.length === encryptionKeyLength ? 'text-good' : 'text-ink-3',
              )}
            >
              {key.length}/{encryptionKeyLength}
              <span className="sr-only"> characters</span>
            </span>
          </div>
          {key !== '' && <CopyButton text={key} label="Copy the encryption key" />}
          <Button
            icon={Dices}
            onClick={() =>
              onChange({
                ...value,
                key: keyFrom(crypto.getRandomValues(new Uint8Array(encryptionKeyLength))),
              })
            }
          >
            Generate
          </Button>
        </div>
      </Field>
      {mode === 'cbc' && !hasApiKey && (
        <Notice tone="warn" title="Use the API key as well">
          CBC hides the body but does not prove who sent it. With the API key only your senders get through.
        </Notice>
      )}
    </div>
  )
}

function KeyInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Input
      isMono
      value={value}
      maxLength={64}
      spellCheck={false}
      autoComplete="off"
      className="pr-14"
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
