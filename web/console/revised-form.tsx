/** A form over something that has revisions: only what was changed is sent, and nobody's change is overwritten unseen. */
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tagOf } from '../api/call.ts'
import type { EndpointName } from '../api/contract-types.ts'
import type { ApiProblem } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { useToast } from '../ui/toast.tsx'
import { SavedMeanwhile } from './saved-meanwhile.tsx'
import { useDraft } from './use-draft.ts'

export interface DraftFields<Draft, Wrong> {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  problem: ApiProblem | null
  /** Shown once somebody has tried to save. */
  wrong: Partial<Wrong>
}

interface Sending<Thing> {
  onSuccess: (saved: Thing) => void
  onError: () => void
}

interface Props<Thing, Draft, Wrong, Changes> {
  thing: Thing
  draftOf: (thing: Thing) => Draft
  problemsOf: (draft: Draft) => Wrong
  changesOf: (draft: Draft, base: Thing) => Changes
  write: { error: ApiProblem | null; isPending: boolean; reset: () => void }
  send: (changes: Changes, ifMatch: string, sending: Sending<Thing>) => void
  /** How it is read, for when somebody else has saved. */
  readBy: EndpointName
  mayChange: boolean
  /** What it is, as a sentence begins with it: "This app". */
  what: string
  legend: string
  saved: string
  submitLabel: string
  children: (fields: DraftFields<Draft, Wrong>) => ReactNode
}

export function RevisedForm<
  Thing extends { revision: number },
  Draft,
  Wrong extends object,
  Changes extends object,
>(props: Props<Thing, Draft, Wrong, Changes>) {
  const { write, mayChange } = props
  const queries = useQueryClient()
  const toast = useToast()
  const { draft, base, isBehind, change, rebase, takeTheirs, keepMine } = useDraft(props.thing, props.draftOf)
  const [isTried, setTried] = useState(false)
  const wrong = props.problemsOf(draft)
  const isWrong = Object.values(wrong).some((problem) => problem !== undefined)
  const changes = props.changesOf(draft, base)
  const isChanged = Object.keys(changes).length > 0
  const isConflict = write.error?.code === 'revision_mismatch'

  const submit = () => {
    setTried(true)
    if (!isChanged || isWrong) return
    props.send(changes, tagOf(base), {
      onSuccess: (saved) => {
        rebase(saved)
        toast.done(props.saved)
      },
      // What was saved instead is read at once, so that the choice is offered.
      onError: () => void queries.invalidateQueries({ queryKey: [props.readBy] }),
    })
  }
  const choose = (decide: () => void) => () => {
    write.reset()
    decide()
  }
  return (
    <Form problem={isConflict && isBehind ? null : write.error} onSubmit={submit}>
      {isBehind && (
        <SavedMeanwhile what={props.what} onTakeTheirs={choose(takeTheirs)} onKeepMine={choose(keepMine)} />
      )}
      <fieldset disabled={!mayChange} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">{props.legend}</legend>
        {props.children({ draft, onChange: change, problem: write.error, wrong: isTried ? wrong : {} })}
      </fieldset>
      {mayChange && (
        <div className="flex justify-end">
          <Button
            type="submit"
            variant="primary"
            isPending={write.isPending}
            disabled={!isChanged || isBehind}
          >
            {props.submitLabel}
          </Button>
        </div>
      )}
    </Form>
  )
}
