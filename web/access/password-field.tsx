/** A password with the rule beside it and a switch to see what is typed. */
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Input } from '../ui/input.tsx'

interface Props {
  label?: string
  value: string
  use: 'current' | 'new'
  error?: string | undefined
  onChange: (value: string) => void
}

export function PasswordField({ label = 'Password', value, use, error, onChange }: Props) {
  const [isShown, setShown] = useState(false)
  return (
    <div className="relative">
      <Field label={label} error={error} {...(use === 'new' ? { hint: 'At least 10 characters.' } : {})}>
        <Input
          type={isShown ? 'text' : 'password'}
          autoComplete={use === 'new' ? 'new-password' : 'current-password'}
          maxLength={128}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="pr-10"
        />
      </Field>
      <IconButton
        label={isShown ? 'Hide the password' : 'Show the password'}
        icon={isShown ? EyeOff : Eye}
        size="small"
        className="absolute top-7 right-1 max-sm:top-8"
        onClick={() => setShown(!isShown)}
      />
    </div>
  )
}
