/**
 * Writes arrays as PostgreSQL array literals. The driver does so too, but element by element; bulk statements
 * send thousands of elements, nearly all of which need no escaping, which one look at the whole shows.
 */
type Element = string | number | bigint | boolean | Buffer | null

const needsEscape = /["\\]/
const toEscape = /["\\]/g

export function arrayLiteral(elements: readonly unknown[]): string {
  const list = elements as readonly Element[]
  if (list.length === 0) return '{}'
  if (list.every((element) => typeof element === 'string')) {
    if (!needsEscape.test(list.join(''))) return `{"${list.join('","')}"}`
  } else if (list.every((element) => typeof element === 'number')) {
    return `{${list.join(',')}}`
  }
  return `{${list.map(elementLiteral).join(',')}}`
}

function elementLiteral(element: Element): string {
  if (element === null) return 'NULL'
  if (typeof element === 'string') return quoted(element)
  if (Buffer.isBuffer(element)) return `"\\\\x${element.toString('hex')}"`
  return String(element)
}

function quoted(text: string): string {
  return needsEscape.test(text) ? `"${text.replace(toEscape, '\\$&')}"` : `"${text}"`
}
