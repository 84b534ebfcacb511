/** Passwords are kept as Argon2id with the first parameters of OWASP's password storage sheet: 19 MiB, 2 passes. */
import { hash, verify } from '@node-rs/argon2'

const argon2id = 2
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// One spelling of what was typed, whichever keyboard it came from (NIST SP 800-63B, 5.1.1.2).
const normalized = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), parameters)
}

export function verifyPassword(stored: { hash: string; password: string }): Promise<boolean> {
  return verify(stored.hash, normalized(stored.password))
}
