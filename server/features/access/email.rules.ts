/** Which e-mail addresses can sign in, and the one spelling that is stored and compared. */

const emailMax = 254
// Narrower than RFC 5321 on purpose: what every mail system takes, and a subset of what better-auth takes.
const signInEmail = /^[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/

export function normalizeEmail(email: string): string {
  return email.normalize('NFC').toLowerCase()
}

/** Takes a normalized address. */
export function isSignInEmail(email: string): boolean {
  return email.length <= emailMax && signInEmail.test(email)
}
