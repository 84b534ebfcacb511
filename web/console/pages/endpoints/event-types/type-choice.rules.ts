/** Choosing types of events: single ones, all of a noun (`member.*`), or all (`*`), which hold for later ones too. */
import type { EventTypeView } from '../../../../../contracts/event-types.ts'

export const everything = '*'

export const nounOf = (name: string) => name.split('.')[0] ?? name
export const allOf = (noun: string) => `${noun}.*`

/** Whether a choice holds this type, by whatever pattern. */
export const isCovered = (chosen: readonly string[], name: string) =>
  chosen.includes(name) || chosen.includes(allOf(nounOf(name))) || chosen.includes(everything)

/** Chooses a pattern or lets go of it; what a wider pattern holds need not be chosen as well. */
export function togglePattern(chosen: readonly string[], pattern: string): string[] {
  if (chosen.includes(pattern)) return chosen.filter((each) => each !== pattern)
  if (pattern === everything) return [everything]
  const others = chosen.filter((each) => each !== everything)
  const kept = pattern.endsWith('.*') ? others.filter((each) => nounOf(each) !== nounOf(pattern)) : others
  return [...kept, pattern]
}

export interface NounGroup {
  noun: string
  /** What is said of the noun as a whole, where its types are not known beforehand. */
  summary: string | null
  types: EventTypeView[]
}

/** The types whose name or summary holds every word of the search, by noun, in the order of the catalog. */
export function groupsOf(types: readonly EventTypeView[], search: string): NounGroup[] {
  const groups = new Map<string, NounGroup>()
  for (const type of typesFound(types, search)) {
    const noun = nounOf(type.name)
    const group = groups.get(noun) ?? { noun, summary: null, types: [] }
    // `custom.*` is the noun itself.
    const isNoun = type.name === allOf(noun)
    groups.set(
      noun,
      isNoun ? { ...group, summary: type.summary } : { ...group, types: [...group.types, type] },
    )
  }
  return [...groups.values()]
}

/** The catalog as a flat list, found by name and summary. */
export const typesFound = (types: readonly EventTypeView[], search: string): EventTypeView[] =>
  types.filter(({ name, summary }) => isFound(`${name} ${summary}`, search))

const isFound = (text: string, search: string) => {
  const lower = text.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => lower.includes(word))
}

export const customNoun = 'custom'
const customNameLengthMax = 29

/** The event of a community's own that was typed, with or without `custom.`; or why it cannot be one. */
export function readCustomName(typed: string): { pattern: string } | { problem: string } {
  const name = typed.trim().replace(/^custom\./, '')
  if (name === '') return { problem: 'Type the name of the event.' }
  if (name.length > customNameLengthMax) {
    return { problem: `A name has at most ${customNameLengthMax} characters after custom.` }
  }
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    return { problem: 'A name is made of small letters, digits and underscores, and begins with a letter.' }
  }
  return { pattern: `${customNoun}.${name}` }
}

/** "All events", "All of member", or the name itself. */
export function patternWords(pattern: string): string {
  if (pattern === everything) return 'All events'
  return pattern.endsWith('.*') ? `All of ${nounOf(pattern)}` : pattern
}
