/** Chooses how requests are signed: the sender, its secret, and for an HMAC of one's own what is signed and how. */
import type { HmacScheme } from '../../../../../contracts/senders.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { type PresetName, presetOf, presets, type SignatureChoiceInput } from '../signature.rules.ts'
import { HmacFields } from './hmac-fields.tsx'

interface Props {
  value: SignatureChoiceInput
  onChange: (value: SignatureChoiceInput) => void
  problem: ApiProblem | null
  secretError: string | undefined
}

export function SignatureChoice({ value, onChange, problem, secretError }: Props) {
  const change = (part: Partial<SignatureChoiceInput>) => onChange({ ...value, ...part })
  return (
    <div className="flex flex-col gap-4">
      <Field label="Sender">
        <Select
          value={value.preset}
          onPick={(name) => change({ preset: name as PresetName })}
          options={presets.map(({ name, label }) => ({ value: name, label }))}
          className="w-full sm:w-72"
        />
      </Field>
      {value.preset === 'hmac' && (
        <HmacFields
          value={value.hmac}
          onChange={(hmac: HmacScheme) => change({ hmac })}
          error={problem?.errorOf('signature/template')}
        />
      )}
      <Field
        label="Secret"
        hint={`${presetOf(value.preset).where} We keep it encrypted and cannot show it again.`}
        error={problem?.errorOf('signature/secret') ?? secretError}
      >
        <Input
          isMono
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={value.secret}
          onChange={(event) => change({ secret: event.target.value })}
        />
      </Field>
    </div>
  )
}
