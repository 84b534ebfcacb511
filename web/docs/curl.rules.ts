/** The command that does a call, ready to paste into a shell. Pure; credentials come from the environment. */
import { shellQuoted } from '../api/request.rules.ts'
import { samplePayload } from './example-values.rules.ts'
import type { ReferenceEndpoint } from './reference.rules.ts'

const credentials = {
  key: '-H "Authorization: Bearer $GUILDHALL_API_KEY"',
  session: '-b "guildhall.session_token=$GUILDHALL_SESSION"',
  none: undefined,
} as const

export function curlFor(origin: string, endpoint: ReferenceEndpoint): string {
  const { method, credential, example } = endpoint
  // What a webhook receives is the sender's own, so its contract has no body to make an example from.
  const body = endpoint.path.startsWith('/hooks/') ? samplePayload : example.body
  const hasBody = body !== undefined
  const verb = method === 'GET' || (method === 'POST' && hasBody) ? '' : ` -X ${method}`
  return [
    `curl${verb} ${shellQuoted(origin + example.address)}`,
    credentials[credential],
    ...(hasBody
      ? [`-H 'Content-Type: application/json'`, `-d ${shellQuoted(JSON.stringify(body, null, 2))}`]
      : []),
  ]
    .filter((line) => line !== undefined)
    .join(' \\\n  ')
}
