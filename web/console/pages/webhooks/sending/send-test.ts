/** Sends a request to an incoming webhook from this browser, as any sender would: without the session. */
import type { EncryptionInput } from '../encryption.rules.ts'
import { encryptBody } from './encrypt-body.ts'

export interface TestRequest {
  url: string
  body: string
  apiKey: string
  encryption: EncryptionInput | null
  /** Name and value of the header that carries the id of the event, if the mapping names one. */
  eventId: { header: string; value: string } | null
}

export interface TestAnswer {
  status: number
  /** What the webhook answered, in its words; null when it could not be reached. */
  message: string | null
  receiptId: string | null
}

export async function sendTest(request: TestRequest): Promise<TestAnswer> {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (request.apiKey !== '') headers.set('x-api-key', request.apiKey)
  if (request.encryption !== null) headers.set('x-encrypted', 'true')
  if (request.eventId !== null && request.eventId.value !== '') {
    headers.set(request.eventId.header, request.eventId.value)
  }
  const body =
    request.encryption === null ? request.body : await encryptBody(request.body, request.encryption)
  // The same server under the name by which this page was opened: the CSP lets the page call no other.
  const response = await fetch(new URL(request.url).pathname, {
    method: 'POST',
    headers,
    body,
    credentials: 'omit',
  }).catch(() => null)
  if (response === null) return { status: 0, message: null, receiptId: null }
  return { status: response.status, ...readAnswer(await response.json().catch(() => null)) }
}

function readAnswer(answer: unknown): Omit<TestAnswer, 'status'> {
  const { message, data, detail, title } = (answer ?? {}) as {
    message?: string
    data?: { id?: string }
    detail?: string
    title?: string
  }
  return { message: message ?? detail ?? title ?? null, receiptId: data?.id ?? null }
}
