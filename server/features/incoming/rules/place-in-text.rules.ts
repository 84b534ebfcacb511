/** Where in a text something stands, as people count it. */

/** `at` counts UTF-16 units from the start; a column is a character. */
export function placeInText(text: string, at: number): string {
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return `line ${line}, column ${[...before.slice(lineStart)].length + 1}`
}
