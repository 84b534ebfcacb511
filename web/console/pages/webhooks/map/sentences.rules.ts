/** A mapping in words: the lines of its versions, and the names of things that can be picked. */
import type { Mapping, MappingLine } from '../../../../../contracts/mapping.ts'
import { boundInWords } from './draft-bounds.rules.ts'

/** Names for people, by the code of the asset or the key of the field. */
export interface Names {
  assets: ReadonlyMap<string, string>
  fields: ReadonlyMap<string, string>
}

const operators = { add: 'Add', subtract: 'Subtract', set: 'Set' } as const
const prepositions = { add: 'to', subtract: 'from', set: '' } as const

export const operatorLabel = (operator: keyof typeof operators) => operators[operator]

export function lineInWords(line: MappingLine, names: Names): string {
  const target =
    line.kind === 'currency'
      ? (names.assets.get(line.asset) ?? line.asset)
      : (names.fields.get(line.field) ?? line.field)
  const source = line.path ?? (line.value === null ? 'nothing' : JSON.stringify(line.value))
  const condition = line.optional ? ', if it is there' : ''
  if (line.operator === 'set') {
    return line.value === null ? `Clear ${target}` : `Set ${target} to ${source}${condition}`
  }
  return `${operators[line.operator]} ${source} ${prepositions[line.operator]} ${target}${condition}`
}

export function mappingInWords(mapping: Mapping, names: Names): string[] {
  const { member, lines, forEach, dedupe, parse = [], bounds = [], memberNotFound } = mapping
  return [
    ...parse.map((path) => `Read the text in ${path} as JSON`),
    ...(forEach ? [`For each element of ${forEach}`] : []),
    `Find the member by ${member.identifier} in ${member.path}`,
    ...(memberNotFound === 'wait' ? ['When nobody is found, wait up to 30 days'] : []),
    ...lines.map((line) => lineInWords(line, names)),
    ...bounds.map((bound) => boundInWords(bound, names.assets.get(bound.asset) ?? bound.asset)),
    ...(dedupe?.header ? [`Apply once per id in the header ${dedupe.header}`] : []),
    ...(dedupe?.path ? [`Apply once per id in ${dedupe.path}`] : []),
  ]
}
