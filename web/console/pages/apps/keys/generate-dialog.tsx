/** Generates a key of an app, says what becomes of the one before, and shows the new one this once. */
import { useState } from 'react'
import type { AppKey } from '../../../../../contracts/app-keys.ts'
import type { App } from '../../../../../contracts/apps.ts'
import type { AppPermissionName } from '../../../../../contracts/permissions.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/choice.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Select } from '../../../../ui/input.tsx'
import { appKeyReads } from '../app-reads.ts'
import { appPermissionLabels, appPermissionNames } from './app-permissions.rules.ts'
import { KeyOnce } from './key-once.tsx'
import { KeyWarnings } from './key-warnings.tsx'

const overlaps = [
  { value: '0', label: 'Ends at once' },
  { value: '3600', label: 'Works for one more hour' },
  { value: '86400', label: 'Works for 24 more hours' },
  { value: '604800', label: 'Works for 7 more days' },
]

interface Props {
  app: App
  /** Those that work now. */
  keys: readonly AppKey[]
  onClose: () => void
}

export function GenerateDialog({ app, keys, onClose }: Props) {
  const params = { ...useCommunityParams(), appId: app.id }
  const [isFirst] = useState(keys.length === 0)
  const [overlap, setOverlap] = useState('0')
  const [permissions, setPermissions] = useState<readonly AppPermissionName[]>(appPermissionNames)
  const generate = useWrite('createAppKey', { refreshes: appKeyReads })

  if (generate.data) {
    return (
      <Dialog
        title={`The Api Key of “${app.title}”`}
        mustAnswer
        onClose={onClose}
        width="wide"
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <KeyOnce apiKey={generate.data.key} clientId={app.clientId} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={`Generate ${isFirst ? 'the' : 'a new'} Api Key of “${app.title}”`}
      description={<KeyWarnings />}
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="generate-app-key"
            variant="primary"
            isPending={generate.isPending}
            disabled={permissions.length === 0}
          >
            Generate
          </Button>
        </>
      }
    >
      <Form
        id="generate-app-key"
        problem={generate.error}
        onSubmit={() =>
          generate.mutate({ params, body: { permissions: [...permissions], overlapS: Number(overlap) } })
        }
      >
        {!isFirst && (
          <Field
            label="The key before"
            hint={
              keys.length > 1
                ? 'Of the two that work now this is the newer one; the other ends at once.'
                : 'Time for the server of the game to change over.'
            }
          >
            <Select value={overlap} onPick={setOverlap} options={overlaps} />
          </Field>
        )}
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-2 text-13 font-medium text-ink">The key may</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {appPermissionNames.map((name) => (
              <Checkbox
                key={name}
                label={appPermissionLabels[name]}
                isChecked={permissions.includes(name)}
                onChange={(isChecked) =>
                  setPermissions(
                    appPermissionNames.filter((each) =>
                      each === name ? isChecked : permissions.includes(each),
                    ),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      </Form>
    </Dialog>
  )
}
