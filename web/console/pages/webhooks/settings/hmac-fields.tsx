/** Describes an HMAC: its header, algorithm, encoding and prefix, and what is signed. */
import type { HmacScheme } from '../../../../../contracts/senders.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select } from '../../../../ui/input.tsx'

interface Props {
  value: HmacScheme
  onChange: (value: HmacScheme) => void
  error?: string | undefined
}

const algorithms = [
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha512', label: 'SHA-512' },
  { value: 'sha1', label: 'SHA-1' },
]
const encodings = [
  { value: 'hex', label: 'Hexadecimal' },
  { value: 'base64', label: 'Base64' },
]

export function HmacFields({ value, onChange, error }: Props) {
  const change = (part: Partial<HmacScheme>) => onChange({ ...value, ...part })
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField label="Header" value={value.header} onType={(header) => change({ header })} />
      <TextField
        label="Prefix"
        note="optional"
        value={value.prefix}
        hint="What stands before the signature, such as sha256="
        onType={(prefix) => change({ prefix })}
      />
      <Field label="Algorithm">
        <Select
          value={value.algorithm}
          onPick={(algorithm) => change({ algorithm: algorithm as HmacScheme['algorithm'] })}
          options={algorithms}
        />
      </Field>
      <Field label="Encoding">
        <Select
          value={value.encoding}
          onPick={(encoding) => change({ encoding: encoding as HmacScheme['encoding'] })}
          options={encodings}
        />
      </Field>
      <TextField
        label="What is signed"
        value={value.template}
        hint="{body} once, and {timestamp} once when a header carries the time"
        error={error}
        onType={(template) => change({ template })}
      />
      <TextField
        label="Header of the time"
        note="optional"
        value={value.timestampHeader ?? ''}
        hint="Seconds since 1970; requests more than 300 s away are refused"
        onType={(header) => change({ timestampHeader: header === '' ? null : header })}
      />
    </div>
  )
}

interface TextProps {
  label: string
  value: string
  note?: string
  hint?: string
  error?: string | undefined
  onType: (value: string) => void
}

function TextField({ value, onType, error, ...words }: TextProps) {
  return (
    <Field {...words} error={error}>
      <Input
        isMono
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onType(event.target.value)}
      />
    </Field>
  )
}
