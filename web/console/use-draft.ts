/**
 * A form about something that has revisions: what was typed stays, also when somebody else saved meanwhile, and then
 * the person decides. Changes that the form does not show are taken over without a word.
 */
import { useState } from 'react'

export interface Drafted<Thing, Draft> {
  draft: Draft
  /** What the draft was begun on; its revision belongs into `If-Match`. */
  base: Thing
  isDirty: boolean
  /** Somebody saved something else than what this draft was begun on. */
  isBehind: boolean
  change: (part: Partial<Draft>) => void
  /** Goes on from what is saved now. */
  rebase: (saved: Thing) => void
  takeTheirs: () => void
  keepMine: () => void
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

export function useDraft<Thing extends { revision: number }, Draft>(
  thing: Thing,
  draftOf: (thing: Thing) => Draft,
): Drafted<Thing, Draft> {
  const [base, setBase] = useState(thing)
  const [draft, setDraft] = useState(() => draftOf(thing))
  const saved = draftOf(thing)
  const isDirty = !isSame(draft, draftOf(base))
  const isOther = thing.revision !== base.revision
  const isBehind = isOther && isDirty && !isSame(saved, draftOf(base)) && !isSame(saved, draft)
  const rebase = (next: Thing) => {
    setBase(next)
    // What was typed since it was sent is not what was saved, and stays.
    setDraft((now) => (isSame(now, draft) ? draftOf(next) : now))
  }
  if (isOther && !isBehind) {
    setBase(thing)
    if (!isDirty) setDraft(saved)
  }
  return {
    draft,
    base,
    isDirty,
    isBehind,
    change: (part) => setDraft({ ...draft, ...part }),
    rebase,
    takeTheirs: () => rebase(thing),
    keepMine: () => setBase(thing),
  }
}
