/** A choice of permissions; what one does not hold oneself cannot be granted. */
import type { PermissionName } from '../../contracts/permissions.ts'
import { permissionLabels } from '../api/endpoints.generated.ts'
import { useMembership } from '../app/community.tsx'
import { may } from '../app/session.ts'
import { Checkbox } from '../ui/choice.tsx'

interface Props {
  legend: string
  chosen: readonly PermissionName[]
  onChange: (chosen: PermissionName[]) => void
  error?: string | undefined
}

const names = Object.keys(permissionLabels) as PermissionName[]

export function PermissionChoice({ legend, chosen, onChange, error }: Props) {
  const membership = useMembership()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-2 text-13 font-medium text-ink">{legend}</legend>
      {names.map((name) => {
        const isHeld = may(membership, name)
        return (
          <Checkbox
            key={name}
            label={permissionLabels[name]}
            {...(isHeld ? {} : { hint: 'You do not hold this yourself.' })}
            isChecked={chosen.includes(name)}
            isDisabled={!isHeld}
            onChange={(isChecked) =>
              onChange(isChecked ? [...chosen, name] : chosen.filter((each) => each !== name))
            }
          />
        )
      })}
      {error && <p className="text-12 text-bad">{error}</p>}
    </fieldset>
  )
}
