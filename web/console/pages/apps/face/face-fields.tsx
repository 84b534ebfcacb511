/** The fields of the face settings. */
import { Checkbox } from '../../../../ui/choice.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import type { DraftFields } from '../../../revised-form.tsx'
import type { FaceDraft, FaceProblems } from './face-draft.rules.ts'

type Props = DraftFields<FaceDraft, FaceProblems>

export function FaceFields(props: Props) {
  const { draft, onChange } = props
  return (
    <>
      <ConfirmFields {...props} />
      <Field
        label="E-mail that nobody has"
        hint="What reads of a member answer whom nobody here knows: an empty list tells a game nothing about who is a member."
      >
        <Select
          value={draft.unknownUser}
          onPick={(unknownUser) => onChange({ unknownUser: unknownUser as FaceDraft['unknownUser'] })}
          options={[
            { value: 'empty', label: 'An empty list' },
            { value: 'not_found', label: '404 unknown_user' },
          ]}
        />
      </Field>
      <Field
        label="Members are named by"
        hint="An alias is the same for a member in this app, and leads to no mailbox. Calls take both."
      >
        <Select
          value={draft.userEmailForm}
          onPick={(form) => onChange({ userEmailForm: form as FaceDraft['userEmailForm'] })}
          options={[
            { value: 'real', label: 'Their e-mail (real)' },
            { value: 'alias', label: 'An alias (alias)' },
          ]}
        />
      </Field>
      <Field
        label="SellOrderCreated for"
        hint="A game that removes units whenever it hears of an order must hear of mint orders only."
      >
        <Select
          value={draft.sellOrderCreatedFor}
          onPick={(chosen) => onChange({ sellOrderCreatedFor: chosen as FaceDraft['sellOrderCreatedFor'] })}
          options={[
            { value: 'all', label: 'All orders' },
            { value: 'mint', label: 'Mint orders only' },
          ]}
        />
      </Field>
      <Field label="TokenAmountChanged lists" hint="Counts are those after the change in both.">
        <Select
          value={draft.tokenAmountChangedScope}
          onPick={(scope) =>
            onChange({ tokenAmountChangedScope: scope as FaceDraft['tokenAmountChangedScope'] })
          }
          options={[
            { value: 'changed', label: 'Permanent items that changed' },
            { value: 'all', label: 'All permanent items of the member' },
          ]}
        />
      </Field>
      <Checkbox
        label="SubActivated also when an item is revoked"
        hint="It is listed with isActive false."
        isChecked={draft.subActivatedOnRevoke}
        onChange={(subActivatedOnRevoke) => onChange({ subActivatedOnRevoke })}
      />
      <Checkbox
        label="SubActivated also when active time is over"
        isChecked={draft.subActivatedOnExpiry}
        onChange={(subActivatedOnExpiry) => onChange({ subActivatedOnExpiry })}
      />
    </>
  )
}

/** What answers a merge or a mint order, and how long the game has. */
function ConfirmFields({ draft, onChange, problem, wrong }: Props) {
  return (
    <>
      <Field
        label="A merge or mint order is confirmed by"
        hint="Copied into each request when it is made: those that are open keep theirs."
      >
        <Select
          value={draft.confirmMode}
          onPick={(confirmMode) => onChange({ confirmMode: confirmMode as FaceDraft['confirmMode'] })}
          options={[
            { value: 'on_2xx', label: 'The answer 2xx to the webhook (on_2xx)' },
            { value: 'explicit', label: 'A call of the game only (explicit)' },
          ]}
        />
      </Field>
      {draft.confirmMode === 'on_2xx' && (
        <Notice tone="warn" title="A 2xx burns the units here">
          The game must have added them, on its disk, before it answers. One that cannot promise that uses
          explicit, and calls confirm_merge first.
        </Notice>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Hours to answer a merge"
          error={problem?.errorOf('settings/mergeDeadlineS') ?? wrong.mergeDeadlineS}
        >
          <Input
            inputMode="decimal"
            value={draft.mergeDeadlineS}
            onChange={(event) => onChange({ mergeDeadlineS: event.target.value })}
          />
        </Field>
        <Field
          label="Hours to answer a mint order"
          error={problem?.errorOf('settings/mintDeadlineS') ?? wrong.mintDeadlineS}
        >
          <Input
            inputMode="decimal"
            value={draft.mintDeadlineS}
            onChange={(event) => onChange({ mintDeadlineS: event.target.value })}
          />
        </Field>
      </div>
      <Checkbox
        label="Send again when nobody knows what came of it"
        hint="Off for games that cannot recognize a repeated mergeId: the first unknown outcome ends sending."
        isChecked={draft.resendAfterUnknown}
        onChange={(resendAfterUnknown) => onChange({ resendAfterUnknown })}
      />
    </>
  )
}
