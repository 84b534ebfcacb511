/**
 * Which of the errors of a check are told. Where a value may have one of several shapes, each shape that it does not
 * have complains; told is what keeps it from the one that it comes closest to. Of each place only the first is told.
 */
import type { ErrorObject } from 'ajv'

export function toldErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const settled: ErrorObject[] = []
  for (const error of errors) {
    if (error.keyword !== 'anyOf') {
      settled.push(error)
      continue
    }
    // The checker tells of a choice right behind what its shapes complain of, and of inner choices before outer ones.
    let from = settled.length
    while (from > 0 && isOf(settled[from - 1] as ErrorObject, error)) from -= 1
    settled.push(...closestOf(shapesOf(settled.splice(from), error), error))
  }
  const firsts = new Map<string, ErrorObject>()
  for (const error of settled) if (!firsts.has(placeOf(error))) firsts.set(placeOf(error), error)
  return [...firsts.values()]
}

const isOf = ({ instancePath, schemaPath }: ErrorObject, choice: ErrorObject) =>
  schemaPath.startsWith(`${choice.schemaPath}/`) &&
  (instancePath === choice.instancePath || instancePath.startsWith(`${choice.instancePath}/`))

/** What each shape complains of, in the order of the shapes. */
function shapesOf(complaints: readonly ErrorObject[], choice: ErrorObject): ErrorObject[][] {
  const shapes = new Map<string, ErrorObject[]>()
  for (const error of complaints) {
    const index = error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? ''
    const shape = shapes.get(index)
    if (shape) shape.push(error)
    else shapes.set(index, [error])
  }
  return [...shapes.values()]
}

function closestOf(shapes: ErrorObject[][], choice: ErrorObject): ErrorObject[] {
  const isOtherType = ({ keyword, instancePath }: ErrorObject) =>
    keyword === 'type' && instancePath === choice.instancePath
  const ofItsType = shapes.filter((shape) => !shape.some(isOtherType))
  if (ofItsType.length === 0) {
    const types = shapes.flat().filter(isOtherType)
    return [{ ...choice, message: `must be ${types.map(({ params }) => params.type).join(' or ')}` }]
  }
  const named = ofItsType.filter((shape) => !shape.some(isConstant))
  if (named.length > 0) return named.reduce((best, shape) => (shape.length < best.length ? shape : best))
  return namesOf(ofItsType) ?? ofItsType[0] ?? [choice]
}

const isConstant = ({ keyword }: ErrorObject) => keyword === 'const'

/** Shapes that are told apart by a name which this value does not have: the names are what there is to say. */
function namesOf(shapes: ErrorObject[][]): ErrorObject[] | undefined {
  const names = shapes.flat().filter(isConstant)
  const [first] = names
  if (!first || names.some(({ instancePath }) => instancePath !== first.instancePath)) return undefined
  const allowedValues = [...new Set(names.map(({ params }) => params.allowedValue))]
  return [{ ...first, keyword: 'enum', params: { allowedValues } }]
}

const placeOf = ({ instancePath, keyword, params }: ErrorObject) => {
  const name = keyword === 'required' ? params.missingProperty : params.additionalProperty
  return name === undefined ? instancePath : `${instancePath}/${name}`
}
