/** Compiles JSON Paths (RFC 9535, parsed by json-p3) and JSON Pointers (RFC 6901) for `read-path.rules.ts`. */
import { JSONPathEnvironment, jsonpath } from 'json-p3'
import { compileFilter } from './path-filter.rules.ts'
import type { Step } from './path-steps.rules.ts'
import type { CompiledPath, Segment, Selector } from './read-path.rules.ts'
import { cutText } from './shown-value.rules.ts'

export type PathCompilation = { ok: true; path: CompiledPath } | { ok: false; reason: string }

export function compilePath(text: string): PathCompilation {
  if (text.startsWith('/')) return compilePointer(text)
  if (!text.startsWith('$')) {
    return { ok: false, reason: 'A path starts with $ (JSON Path) or / (JSON Pointer)' }
  }
  try {
    const segments = environment.compile(text).segments.map(compileSegment)
    const steps = segments.map(onlyStep).filter((step) => step !== null)
    return { ok: true, path: { text, segments, steps: steps.length === segments.length ? steps : null } }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: cutText(`This is not a JSON Path that can be used here: ${problem}`, 400) }
  }
}

const environment = new JSONPathEnvironment()
const { NameSelector, IndexSelector, SliceSelector, WildcardSelector, FilterSelector } = jsonpath.selectors

function compileSegment(segment: jsonpath.JSONPathSegment): Segment {
  return {
    isDescendant: segment.toString().startsWith('..'),
    selectors: segment.selectors.map(compileSelector),
  }
}

function compileSelector(selector: jsonpath.JSONPathSelector): Selector {
  if (selector instanceof NameSelector) return { kind: 'step', step: { name: selector.name, index: null } }
  if (selector instanceof IndexSelector) return { kind: 'step', step: { name: null, index: selector.index } }
  if (selector instanceof WildcardSelector) return { kind: 'wildcard' }
  if (selector instanceof FilterSelector)
    return { kind: 'filter', filter: compileFilter(selector.expression) }
  if (selector instanceof SliceSelector) {
    return { kind: 'slice', start: selector.start, stop: selector.stop, step: selector.step ?? 1 }
  }
  throw new Error('it is not part of RFC 9535')
}

function onlyStep({ isDescendant, selectors }: Segment): Step | null {
  const [selector] = selectors
  return !isDescendant && selectors.length === 1 && selector?.kind === 'step' ? selector.step : null
}

const indexPattern = /^(?:0|[1-9]\d{0,15})$/

function compilePointer(text: string): PathCompilation {
  if (/~(?![01])/.test(text)) {
    return { ok: false, reason: 'In a JSON Pointer, ~ is written ~0, and a / inside a key is written ~1' }
  }
  const steps = text
    .slice(1)
    .split('/')
    .map((token): Step => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
      return { name, index: indexPattern.test(name) ? Number(name) : null }
    })
  const segments = steps.map(
    (step): Segment => ({ isDescendant: false, selectors: [{ kind: 'step', step }] }),
  )
  return { ok: true, path: { text, steps, segments } }
}
