/** Says of a body that it is larger than many receivers expect: Standard Webhooks advises less than 20 kB. */

const usualBytesMax = 20_000

/** Undefined for a body of a usual size. */
export function largeBodyWords(body: string): string | undefined {
  const bytes = new TextEncoder().encode(body).length
  if (bytes <= usualBytesMax) return undefined
  return `This body has ${Math.ceil(bytes / 1000)} kB. Many receivers take less: Standard Webhooks advises to stay below 20 kB, and to send ids by which the rest can be read.`
}
