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
  types: EventTypeView[]
}

/** The types whose name or summary holds every word of the search, by noun, in the order of the catalog. */
export function groupsOf(types: readonly EventTypeView[], search: string): NounGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, EventTypeView[]>()
  for (const type of types) {
    const text = `${type.name} ${type.summary}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const noun = nounOf(type.name)
    groups.set(noun, [...(groups.get(noun) ?? []), type])
  }
  return [...groups].map(([noun, found]) => ({ noun, types: found }))
}

/** "All events", "All of member", or the name itself. */
export function patternWords(pattern: string): string {
  if (pattern === everything) return 'All events'
  return pattern.endsWith('.*') ? `All of ${nounOf(pattern)}` : pattern
}
