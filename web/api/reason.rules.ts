/** What the checks of the contract say about a value, in words for people who fill in a form. */

const count = (size: string, one: string, many: string) => (size === '1' ? `1 ${one}` : `${size} ${many}`)

const translations: readonly [pattern: RegExp, words: (found: string[]) => string][] = [
  [/^must not have fewer than 1 characters?$/i, () => 'Fill this in.'],
  [/^is missing$/i, () => 'Fill this in.'],
  [
    /^must not have fewer than (\d+) characters?$/i,
    ([size = '']) => `At least ${size} characters are needed.`,
  ],
  [
    /^must not have more than (\d+) characters?$/i,
    ([size = '']) => `At most ${count(size, 'character', 'characters')}.`,
  ],
  [
    /^must not have fewer than (\d+) items?$/i,
    ([size = '']) => `Choose at least ${count(size, 'entry', 'entries')}.`,
  ],
  [/^must not have more than (\d+) items?$/i, ([size = '']) => `At most ${count(size, 'entry', 'entries')}.`],
  [/^must not have duplicate items/i, () => 'Each entry only once.'],
  [/^must be integer$/i, () => 'A whole number is needed.'],
  [/^must be number$/i, () => 'A number is needed.'],
  [/^must be >= (-?\d+)$/i, ([least = '']) => `At least ${least}.`],
  [/^must be <= (-?\d+)$/i, ([most = '']) => `At most ${most}.`],
  [/^must match pattern/i, () => 'This is not in the form that is needed here.'],
  [/^must match format "date-time"$/i, () => 'A date and time is needed.'],
]

/** A sentence; what has no translation is shown as the server said it. */
export function reasonWords(reason: string): string {
  for (const [pattern, words] of translations) {
    const found = pattern.exec(reason)
    if (found) return words(found.slice(1))
  }
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}

/** `/body/displayName` reads as "Display name", `/lines/2/path` as "Lines 3, path". */
export function pointerWords(pointer: string): string {
  const words = pointer
    .split('/')
    .filter((part) => part !== '' && part !== 'body')
    .map((part) =>
      /^\d+$/.test(part) ? String(Number(part) + 1) : part.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
    )
    .reduce(
      (text, part) => (text === '' ? part : /^\d+$/.test(part) ? `${text} ${part}` : `${text}, ${part}`),
      '',
    )
  return words.charAt(0).toUpperCase() + words.slice(1)
}
