/** Words of people as a header takes them: browsers send Latin-1 only, and refuse the rest; the server reads UTF-8. */

export const headerText = (words: string): string =>
  Array.from(new TextEncoder().encode(words), (byte) => String.fromCharCode(byte)).join('')
