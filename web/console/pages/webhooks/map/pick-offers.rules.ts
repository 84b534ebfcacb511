/** What a value of the payload can be used for: offers, each with the draft it leads to. */
import type { CustomField, FieldType } from '../../../../../contracts/fields.ts'
import type { JsonKind } from '../../../../ui/json-path.rules.ts'
import { addLine, changeLine } from './edit-draft.rules.ts'
import { inEveryElement, innerJson, textPathCountMax } from './inner-json.rules.ts'
import type { DraftLine, MappingDraft } from './mapping-draft.rules.ts'
import { listAround, locate, relativeTo } from './payload-path.rules.ts'
import { operatorLabel } from './sentences.rules.ts'

export interface Picked {
  /** From the root of the payload, in its canonical spelling. */
  path: string
  value: unknown
  kind: JsonKind
}

export interface Offer {
  group: 'Inside the text' | 'Map to User' | 'Add field mapping' | 'Fill in' | 'Each of a list' | 'Repeats'
  kind: 'text' | 'member' | 'currency' | 'field' | 'list' | 'once'
  label: string
  /** What the page says once it is done. */
  done: string
  draft: MappingDraft
}

export interface Targets {
  assets: readonly { code: string; name: string }[]
  fields: readonly Pick<CustomField, 'key' | 'name' | 'type'>[]
}

const isScalar = (kind: JsonKind) => kind !== 'object' && kind !== 'array'
const isNumeric = ({ kind, value }: Picked) =>
  kind === 'number' || (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value))

export function offersFor(draft: MappingDraft, payload: unknown, picked: Picked, targets: Targets): Offer[] {
  return [...textOffers(draft, picked), ...placeOffers(draft, payload, picked, targets)]
}

/** A text that is JSON is first of all something to look into. */
function textOffers(draft: MappingDraft, { path, value }: Picked): Offer[] {
  if (innerJson(value) === undefined || draft.texts.length >= textPathCountMax) return []
  const every = inEveryElement(path)
  const offer = (label: string, text: string): Offer => ({
    group: 'Inside the text',
    kind: 'text',
    label,
    done: `The text in ${text} is read as JSON; choose a value inside of it.`,
    draft: { ...draft, texts: [...draft.texts, text] },
  })
  return [
    offer('Read as JSON', path),
    ...(every === null ? [] : [offer('Read as JSON in every element', every)]),
  ]
}

function placeOffers(draft: MappingDraft, payload: unknown, picked: Picked, targets: Targets): Offer[] {
  if (picked.kind === 'object') return []
  if (picked.kind === 'array') return [forEachOffer(draft, picked.path, (picked.value as unknown[]).length)]
  if (draft.forEach === null) {
    return [
      ...valueOffers(draft, picked.path, picked, targets),
      ...listOffers(draft, picked),
      once(draft, picked),
    ]
  }
  const list = locate(payload, draft.forEach)
  const path = list.state === 'found' ? relativeTo(list.path, picked.path) : null
  return path === null
    ? [once(draft, picked)]
    : [...valueOffers(draft, path, picked, targets), once(draft, picked)]
}

function valueOffers(draft: MappingDraft, path: string, picked: Picked, targets: Targets): Offer[] {
  if (!isScalar(picked.kind)) return []
  const lines = [
    ...fillOffers(draft, path, targets),
    ...currencyOffers(draft, path, picked, targets),
    ...fieldOffers(draft, path, picked, targets),
  ]
  const member = memberOffers(draft, path, picked)
  return isNumeric(picked) ? [...lines, ...member] : [...member, ...lines]
}

/** What looks like an address is offered as the e-mail first. */
const identifiersFor = ({ value }: Picked) =>
  typeof value === 'string' && value.includes('@')
    ? (['email', 'username'] as const)
    : (['username', 'email'] as const)

function memberOffers(draft: MappingDraft, path: string, picked: Picked): Offer[] {
  if (picked.kind !== 'string' && picked.kind !== 'number') return []
  const identifiers = picked.kind === 'number' ? (['username'] as const) : identifiersFor(picked)
  return identifiers.map((identifier) => ({
    group: 'Map to User',
    kind: 'member',
    label: `Find the member by ${identifier}`,
    done: `The member is found by ${identifier} in ${path}.`,
    draft: { ...draft, identifier, memberPath: path },
  }))
}

/** Lines that wait for their value come before new ones. */
function fillOffers(draft: MappingDraft, path: string, targets: Targets): Offer[] {
  return draft.lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.source === 'path' && line.path.trim() === '')
    .map(({ line, index }) => ({
      group: 'Fill in',
      kind: line.kind,
      label: `Line ${index + 1}: ${operatorLabel(line.operator)} ${targetName(line, targets)}`,
      done: `Line ${index + 1} reads ${path}.`,
      draft: changeLine(draft, line.key, { path }),
    }))
}

function targetName(line: DraftLine, { assets, fields }: Targets): string {
  const name =
    line.kind === 'currency'
      ? assets.find(({ code }) => code === line.target)?.name
      : fields.find(({ key }) => key === line.target)?.name
  return name ?? (line.kind === 'currency' ? 'Currency' : 'Field')
}

function currencyOffers(draft: MappingDraft, path: string, picked: Picked, { assets }: Targets): Offer[] {
  if (!isNumeric(picked)) return []
  return assets.map(({ code, name }) => ({
    group: 'Add field mapping',
    kind: 'currency',
    label: `Add to ${name}`,
    done: `Added the line: Add ${path} to ${name}.`,
    draft: addLine(draft, { kind: 'currency', target: code, path }),
  }))
}

function fieldOffers(draft: MappingDraft, path: string, picked: Picked, { fields }: Targets): Offer[] {
  return fields
    .filter(({ type }) => fits(type, picked))
    .map(({ key, name }) => ({
      group: 'Add field mapping',
      kind: 'field',
      label: `Set ${name}`,
      done: `Added the line: Set ${name} to ${path}.`,
      draft: addLine(draft, { kind: 'field', target: key, path }),
    }))
}

function fits(type: FieldType, picked: Picked): boolean {
  if (picked.kind === 'null') return true
  if (type === 'numerical') return isNumeric(picked)
  if (type === 'boolean') return picked.kind === 'boolean'
  if (type === 'date') return picked.kind === 'string' || picked.kind === 'number'
  return picked.kind === 'string' || picked.kind === 'number'
}

/** A value inside a list is usually meant for each of its elements. */
function listOffers(draft: MappingDraft, picked: Picked): Offer[] {
  const list = listAround(picked.path)
  const path = list === null ? null : relativeTo(list, picked.path)
  if (list === null || path === null || picked.kind !== 'string') return []
  return identifiersFor(picked).map((identifier) => ({
    group: 'Each of a list',
    kind: 'list',
    label: `For each of ${list}, by ${identifier}`,
    done: `The mapping is applied for each element of ${list}.`,
    draft: { ...draft, forEach: list, identifier, memberPath: path },
  }))
}

function forEachOffer(draft: MappingDraft, list: string, count: number): Offer {
  return {
    group: 'Each of a list',
    kind: 'list',
    label: `Apply for each of the ${count} elements`,
    done: `The mapping is applied for each element of ${list}; paths start at the element.`,
    draft: { ...draft, forEach: list },
  }
}

function once(draft: MappingDraft, { path }: Picked): Offer {
  return {
    group: 'Repeats',
    kind: 'once',
    label: 'Use as the id of the event',
    done: `The same value in ${path} is applied once.`,
    draft: { ...draft, dedupe: { kind: 'path', path, header: '' } },
  }
}
