/**
 * Ids as the wires of the community platform have them: 24 hex digits, the first 12 and the last 12 of the UUID
 * (wire/returning-ai.md 1.5). Computed, never stored.
 */
export function shortId(uuid: string): string {
  const digits = uuid.replaceAll('-', '').toLowerCase()
  return digits.slice(0, 12) + digits.slice(-12)
}
