/**
 * The cookie of a session as better-auth makes it: the token, a dot, and the HMAC-SHA-256 of the token in base64, the whole
 * encoded for an address. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** The token of the cookie with this name; undefined where there is none, or somebody else made it. */
export function tokenInCookies(cookies: string, name: string, secret: string): string | undefined {
  const pair = cookies
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`))
  const value = pair && decoded(pair.slice(name.length + 1))
  const dot = value?.lastIndexOf('.') ?? -1
  if (!value || dot < 1) return undefined
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const made = createHmac('sha256', secret).update(token).digest()
  return given.length === made.length && timingSafeEqual(given, made) ? token : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
