/** Who an account is for: name, e-mail and a new password, with what is wrong beside each. */
import type { ApiProblem } from '../api/problem.ts'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { PasswordField } from './password-field.tsx'

export interface AccountEntry {
  displayName: string
  email: string
  password: string
}

interface Props {
  entry: AccountEntry
  problem: ApiProblem | null
  onChange: (part: Partial<AccountEntry>) => void
}

export function AccountFields({ entry, problem, onChange }: Props) {
  return (
    <>
      <Field label="Your name" error={problem?.errorOf('displayName')}>
        <Input
          autoComplete="name"
          maxLength={100}
          value={entry.displayName}
          onChange={(event) => onChange({ displayName: event.target.value })}
        />
      </Field>
      <Field label="E-mail" error={problem?.errorOf('email')}>
        <Input
          type="email"
          autoComplete="email"
          maxLength={254}
          value={entry.email}
          onChange={(event) => onChange({ email: event.target.value })}
        />
      </Field>
      <PasswordField
        use="new"
        value={entry.password}
        error={problem?.errorOf('password')}
        onChange={(password) => onChange({ password })}
      />
    </>
  )
}
