/** What e-mails, usernames and names are compared by: one normal form, so that case and look-alikes never matter. */

/** NFC, without outer white space, in lower case. */
export function emailKey(email: string): string {
  return textKey(email)
}

/** NFC, without outer white space, in lower case. */
export function usernameKey(username: string): string {
  return textKey(username)
}

export function textKey(text: string): string {
  return keptText(text).toLowerCase().normalize('NFC')
}

/** Half a surrogate pair is no character, and the database cannot keep it. */
const loneSurrogate = /\p{Surrogate}/gu

/** How text is kept: as it was typed, in NFC and without outer white space. */
export function keptText(text: string): string {
  return text.replace(loneSurrogate, '\ufffd').normalize('NFC').trim()
}

const usernameLengthMax = 50

/** A first username for somebody who gave only an e-mail: the part before the @. */
export function usernameFromEmail(email: string): string {
  const local = keptText(email).split('@')[0]?.replaceAll(/\s/g, '') ?? ''
  return local.slice(0, usernameLengthMax) || 'owner'
}
