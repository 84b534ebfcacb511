/** Shows a value to people: short, in one piece, and only in characters that PostgreSQL can store. */

const ellipsis = '…'

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is looked for
const unstorable = /[\u0000\p{Surrogate}]/gu

/** PostgreSQL takes neither NUL nor half a surrogate pair: both become the replacement character. */
export function storableText(text: string): string {
  return text.replace(unstorable, '\ufffd')
}

export function isStorable(text: string): boolean {
  return text.search(unstorable) === -1
}

export function cutText(text: string, lengthMax: number): string {
  const isLong = text.length > lengthMax
  return storableText(isLong ? text.slice(0, lengthMax - ellipsis.length) + ellipsis : text)
}

/** As JSON, so that the text "50" and the number 50 look different; big integers as their digits. */
export function shownValue(value: unknown, lengthMax = 80): string {
  const pieces: string[] = []
  let room = lengthMax + 1
  // Writing stops when the room is used up: a value of a megabyte costs no more than a small one.
  const put = (piece: string) => {
    pieces.push(piece)
    room -= piece.length
  }
  const write = (part: unknown): void => {
    if (room <= 0) return
    if (typeof part === 'string') put(JSON.stringify(part.slice(0, room)))
    else if (typeof part === 'object' && part !== null) writeParts(part)
    else put(String(part))
  }
  const writeParts = (whole: object) => {
    const isList = Array.isArray(whole)
    put(isList ? '[' : '{')
    let separator = ''
    for (const key in whole) {
      if (room <= 0) break
      put(isList ? separator : `${separator}${JSON.stringify(key.slice(0, room))}:`)
      separator = ','
      write((whole as Record<string, unknown>)[key])
    }
    put(isList ? ']' : '}')
  }
  write(value)
  return cutText(pieces.join(''), lengthMax)
}

/** The value as it was found: text as it is, everything else as `shownValue` writes it. */
export function foundValue(value: unknown, lengthMax = 300): string {
  return typeof value === 'string' ? cutText(value, lengthMax) : shownValue(value, lengthMax)
}

/** What kind of JSON value this is, with its article. */
export function kindOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'a boolean'
  return typeof value === 'object' ? 'an object' : 'a number'
}
