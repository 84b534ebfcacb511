/** Sends requests to the server under test over real HTTP; every answer is checked and recorded. */
import { Pool } from 'undici'
import { checkAnswer, codeOf, endpointAt } from './check-answer.ts'
import { recordCall } from './record.ts'

export interface Reply {
  method: string
  path: string
  status: number
  headers: Record<string, string | undefined>
  setCookie: string[]
  text: string
  /** The text parsed as JSON, or undefined. */
  body: unknown
}

export interface HttpRequest {
  headers?: Record<string, string | string[]> | undefined
  body?: string | Buffer | undefined
}

export interface HttpClient {
  send: (method: string, path: string, request?: HttpRequest) => Promise<Reply>
  close: () => Promise<void>
}

const answerTimeoutMs = 15_000

export function createHttpClient(origin: string): HttpClient {
  const pool = new Pool(origin, {
    connections: 64,
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
  })
  return {
    async send(method, path, { headers = {}, body } = {}) {
      const answer = await pool.request({
        method: method as 'GET',
        path,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      const text = await answer.body.text()
      const setCookie = answer.headers['set-cookie'] ?? []
      const reply: Reply = {
        method,
        path,
        status: answer.statusCode,
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : value,
          ]),
        ),
        setCookie: Array.isArray(setCookie) ? setCookie : [setCookie],
        text,
        body: parsed(text),
      }
      const endpoint = endpointAt(method, path)
      checkAnswer(endpoint, reply)
      const outcome = reply.status < 400 ? 'success' : (codeOf(reply) ?? 'unknown')
      recordCall(endpoint?.name ?? 'no endpoint', outcome)
      return reply
    },
    close: () => pool.destroy(),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
