/** How a call becomes an address and, for people, a cURL command; pure, so that both always agree. */
import type { EndpointName } from './contract-types.ts'
import { communityPath, endpointTable } from './endpoints.generated.ts'

type Scalar = string | number | boolean | null | undefined
export type AddressParts = {
  params?: Readonly<Record<string, Scalar>> | undefined
  query?: Readonly<Record<string, Scalar>> | undefined
}

export function endpointOf(name: EndpointName): { method: string; path: string } {
  const [method = '', path = ''] = endpointTable[name].split(' ')
  return { method, path: path.replace('~', communityPath) }
}

/** The path with parameters filled in and the query in the order it was given; absent values are left out. */
export function addressOf(name: EndpointName, parts: AddressParts): string {
  const path = endpointOf(name).path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(parts.params?.[key] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(parts.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  const search = query.toString()
  return search === '' ? path : `${path}?${search}`
}

export const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A command that does the same call with an API key from the environment. */
export function curlOf(origin: string, name: EndpointName, parts: AddressParts & { body?: unknown }): string {
  const { method } = endpointOf(name)
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${shellQuoted(origin + addressOf(name, parts))}`,
    `-H "Authorization: Bearer $GUILDHALL_API_KEY"`,
  ]
  if (parts.body !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`, `-d ${shellQuoted(JSON.stringify(parts.body))}`)
  }
  return lines.join(' \\\n  ')
}
