/** The code of a currency, made from its name once and kept for ever: mappings and histories name it. */

const codeLengthMax = 50

/** Lower-case letters, digits and underscores; a name without any of them gives `currency`. */
export function currencyCode(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const code = plain.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '')
  return code.slice(0, codeLengthMax) || 'currency'
}

/** The first of `code`, `code_2`, `code_3`, … that is free. */
export function freeCode(code: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `_${number}`
    const candidate = code.slice(0, codeLengthMax - ending.length) + ending
    if (!taken.has(candidate)) return candidate
  }
}
