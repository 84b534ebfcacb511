/** The native API for commands that run on a developer's machine: calls by the name of their contract, typed both ways. */
import type { Static, TSchema } from 'typebox'
import { type EndpointName, type EndpointNamed, endpoints } from '../contracts/index.ts'
import type { Problem } from '../contracts/values.ts'
import { CommandError, type OptionValues, textOption, UsageError } from './command.ts'

type Part<Name extends EndpointName, Key extends 'query' | 'body'> =
  EndpointNamed<Name> extends Record<Key, infer Schema extends TSchema> ? Static<Schema> : undefined
type Answers<Name extends EndpointName> = EndpointNamed<Name>['answers']
type Answer<Name extends EndpointName> = {
  [Status in keyof Answers<Name>]: Answers<Name>[Status] extends infer Schema extends TSchema
    ? Static<Schema>
    : null
}[keyof Answers<Name>]

interface Input<Name extends EndpointName> {
  /** The community is always the one of the key. */
  params?: Readonly<Record<string, string>>
  query?: Part<Name, 'query'>
  body?: Part<Name, 'body'>
  signal?: AbortSignal
}

export interface Api {
  /** Throws `ApiError` when the server refuses or cannot be reached. */
  call: <Name extends EndpointName>(name: Name, input?: Input<Name>) => Promise<Answer<Name>>
}

/** Told in words; `isPassing` when it may be over in a moment. */
export class ApiError extends CommandError {
  readonly isPassing: boolean

  constructor(message: string, isPassing: boolean) {
    super(message)
    this.isPassing = isPassing
  }
}

export const apiOptions = {
  server: { type: 'string' },
  community: { type: 'string' },
  'api-key': { type: 'string' },
} as const

export const apiOptionLines = [
  '--server URL     Address of Guildhall (GUILDHALL_PUBLIC_URL, else http://localhost:3333)',
  '--community ID   Community that the key is of (GUILDHALL_COMMUNITY)',
  '--api-key KEY    API key that may manage webhooks (GUILDHALL_API_KEY)',
]

export function openApi(values: OptionValues, environment: NodeJS.ProcessEnv): Api {
  const setting = (option: string, variable: string) => textOption(values, option) || environment[variable]
  const server = setting('server', 'GUILDHALL_PUBLIC_URL') ?? 'http://localhost:3333'
  if (!URL.canParse(server)) throw new UsageError(`--server is not a URL: ${server}`)
  const communityId = setting('community', 'GUILDHALL_COMMUNITY')
  const apiKey = setting('api-key', 'GUILDHALL_API_KEY')
  if (!communityId) throw new UsageError('--community is missing (or GUILDHALL_COMMUNITY)')
  if (!apiKey) throw new UsageError('--api-key is missing (or GUILDHALL_API_KEY)')
  return createApi(server, communityId, apiKey)
}

function createApi(server: string, communityId: string, apiKey: string): Api {
  return {
    async call(name, { params = {}, query = {}, body, signal } = {}) {
      const contract = endpoints.find((each) => each.name === name)
      if (!contract) throw new Error(`there is no contract ${name}`)
      const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
        encodeURIComponent({ ...params, communityId }[key] ?? ''),
      )
      const url = new URL(path, server)
      for (const [key, value] of Object.entries(query as object)) url.searchParams.set(key, String(value))
      const response = await fetch(url, {
        method: contract.method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }).catch((error: unknown) => {
        if (signal?.aborted) throw error
        throw new ApiError(`${url.origin} cannot be reached.`, true)
      })
      const text = await response.text()
      if (!response.ok) throw refusedWith(response.status, text, url)
      return (text === '' ? null : JSON.parse(text)) as never
    },
  }
}

function refusedWith(status: number, text: string, { origin }: URL): ApiError {
  const isPassing = status === 429 || status >= 500
  try {
    const { title, detail } = JSON.parse(text) as Problem
    return new ApiError(`${origin} answered ${status}: ${title}. ${detail ?? ''}`.trim(), isPassing)
  } catch {
    return new ApiError(`${origin} answered ${status}, and not as Guildhall does.`, isPassing)
  }
}
