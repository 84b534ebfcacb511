/** The fields that say how an endpoint is sent to: retries, rate, concurrency, order, and whether it has to prove itself. */
import { Switch } from '../../../../ui/choice.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Input } from '../../../../ui/input.tsx'
import type { SendingDraft, SendingProblems } from './sending-draft.rules.ts'
import { usualWaits } from './waits.rules.ts'

interface Props {
  draft: SendingDraft
  onChange: (draft: SendingDraft) => void
  problems: SendingProblems
}

export function SendingFields({ draft, onChange, problems }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Waits before each further attempt"
        note="optional"
        hint="As 30s, 5m, 2h or 1d, at most 20 of at most 7 days; “none” for a single attempt. Empty for the usual waits, which end after a little more than three days."
        error={problems.waits}
      >
        <Input
          isMono
          autoComplete="off"
          spellCheck={false}
          placeholder={usualWaits}
          value={draft.waits}
          onChange={(event) => onChange({ ...draft, waits: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Requests per second"
          note="optional"
          hint="At most so many; empty for no limit."
          error={problems.rate}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            placeholder="no limit"
            value={draft.rate}
            onChange={(event) => onChange({ ...draft, rate: event.target.value })}
          />
        </Field>
        <Field label="Requests at a time" hint="From 1 to 50." error={problems.inFlight}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={draft.inFlight}
            onChange={(event) => onChange({ ...draft, inFlight: event.target.value })}
          />
        </Field>
      </div>
      <Switch
        label="In order"
        hint="One request at a time for each member or other subject, in the order of the events. One that fails holds back the later ones of the same subject."
        isChecked={draft.isOrdered}
        onChange={(isOrdered) => onChange({ ...draft, isOrdered })}
      />
      <Switch
        label="Ask the receiver for proof"
        hint="It has to answer a challenge. Until it has, and again after a change of the URL, it is sent one message a minute."
        isChecked={draft.asksOwnership}
        onChange={(asksOwnership) => onChange({ ...draft, asksOwnership })}
      />
    </div>
  )
}
