/** Whether a text is an address of the web that can be shown and kept: http or https, and nobody's password in it. */

/** What is wrong with it, or undefined; the length and the beginning are those of the contract. */
export function webAddressProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is not an http or https address'
  const address = new URL(text)
  if (!/^https?:$/.test(address.protocol)) return 'is not an http or https address'
  if (address.username !== '' || address.password !== '') return 'must not hold a user name or a password'
  return undefined
}
