/**
 * Addresses that no person has: games are told them instead of an address. RFC 2606 keeps the domain from ever
 * existing, so nobody proves one, and no member may be given one.
 */

export const reservedDomain = 'members.invalid'

/** `emailKey`: as e-mails are compared. */
export const isReservedEmail = (emailKey: string): boolean => emailKey.endsWith(`@${reservedDomain}`)
