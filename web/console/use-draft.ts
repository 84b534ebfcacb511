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
  /** Something newer is saved than what this draft was begun on. */
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
  const isDirty = !isSame(draft, draftOf(base))
  const isNewer = thing.revision > base.revision
  const isBehind = isNewer && isDirty && !isSame(draftOf(thing), draftOf(base))
  const rebase = (saved: Thing) => {
    setBase(saved)
    setDraft(draftOf(saved))
  }
  if (isNewer && !isBehind) {
    setBase(thing)
    if (!isDirty) setDraft(draftOf(thing))
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
