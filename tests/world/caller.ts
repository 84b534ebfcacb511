/** Calls endpoints by name with one credential; input and answer have the types of the contract. */
import type { Endpoint } from '../../contracts/endpoint.ts'
import { type EndpointName, endpoints } from '../../contracts/index.ts'
import type { RefusalCode } from '../../contracts/refusals.ts'
import type { Problem } from '../../contracts/values.ts'
import type { AnswerBody, CallInput } from './contract-types.ts'
import type { HttpClient, Reply } from './http-client.ts'

/** Headers that say who calls. */
export type Credential = Readonly<Record<string, string>>

export interface Caller {
  /** The body of the success; anything else is thrown. */
  call: <Name extends EndpointName>(name: Name, input: CallInput<Name>) => Promise<AnswerBody<Name>>
  /** The code of the refusal; a success is thrown. */
  refusal: <Name extends EndpointName>(name: Name, input: CallInput<Name>) => Promise<RefusalCode>
  /** The problem of the refusal; a success is thrown. */
  problem: <Name extends EndpointName>(name: Name, input: CallInput<Name>) => Promise<Problem>
  /** The whole answer, whatever it is. */
  reply: <Name extends EndpointName>(name: Name, input: CallInput<Name>) => Promise<Reply>
  /** Any request with this credential. */
  fetch: HttpClient['send']
}

interface LooseInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  headers?: Record<string, string>
}

const byName = new Map((endpoints as readonly Endpoint[]).map((endpoint) => [endpoint.name, endpoint]))

export function createCaller(http: HttpClient, communityId: string, credential: Credential): Caller {
  const fetch: HttpClient['send'] = (method, path, request = {}) =>
    http.send(method, path, { ...request, headers: { ...credential, ...request.headers } })

  async function reply(name: EndpointName, input: LooseInput): Promise<Reply> {
    const endpoint = byName.get(name)
    if (!endpoint) throw new Error(`No endpoint is called ${name}`)
    const { headers = {}, body } = input
    const path = addressOf(endpoint, { communityId, ...input.params }, input.query)
    return body === undefined
      ? fetch(endpoint.method, path, { headers })
      : fetch(endpoint.method, path, {
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        })
  }

  async function problem(name: EndpointName, input: LooseInput): Promise<Problem> {
    const answer = await reply(name, input)
    if (answer.status < 400)
      throw new Error(`${name} was expected to be refused, answered ${answer.status} ${answer.text}`)
    return answer.body as Problem
  }

  async function call(name: EndpointName, input: LooseInput): Promise<unknown> {
    const answer = await reply(name, input)
    if (answer.status >= 400) throw new Error(`${name} was refused: ${answer.status} ${answer.text}`)
    return answer.body ?? null
  }

  return {
    fetch,
    reply: (name, input) => reply(name, input as LooseInput),
    problem: (name, input) => problem(name, input as LooseInput),
    refusal: async (name, input) => (await problem(name, input as LooseInput)).code as RefusalCode,
    call: (name, input) => call(name, input as LooseInput) as Promise<never>,
  }
}

export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_whole, key: string) =>
    encodeURIComponent(params[key] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}
