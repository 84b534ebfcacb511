/** Finds endpoints and refusals while somebody types: every word must occur. Pure. */
import type { Reference, ReferenceEndpoint, Refusal } from './reference.rules.ts'
import { sectionWords } from './section-words.rules.ts'

export interface Found {
  sections: { tag: string; endpoints: ReferenceEndpoint[] }[]
  /** Only while searching: without a search, the list leads to all of them at once. */
  refusals: Refusal[]
}

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)

export function findInReference(reference: Reference, refusals: readonly Refusal[], search: string): Found {
  const words = wordsOf(search)
  if (words.length === 0) return { sections: reference.sections, refusals: [] }
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  return {
    sections: reference.sections
      .map(({ tag, endpoints }) => ({
        tag,
        endpoints: endpoints.filter(({ method, path, name, summary }) =>
          holds(`${method} ${path} ${name} ${summary} ${sectionWords(tag).title}`),
        ),
      }))
      .filter(({ endpoints }) => endpoints.length > 0),
    refusals: refusals.filter(({ code, title, status }) =>
      holds(`${code} ${code.replaceAll('_', ' ')} ${title} ${status}`),
    ),
  }
}
