/** How many incoming webhooks a request came through one after the other: what another Guildhall sent tells it. */

const hopHeader = 'x-guildhall-hop'

/** This webhook included; what is no small number counts as none before. */
export function hopOf(headers: Readonly<Record<string, string | string[] | undefined>>): number {
  const value = headers[hopHeader]
  return typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) + 1 : 1
}
