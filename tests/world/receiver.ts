/** A receiver of outgoing webhooks: a real server on this machine that keeps what it was sent and answers as told. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EgressSettings, readEgress } from '../../server/platform/outbound/settings.ts'

export interface ReceivedRequest {
  headers: IncomingHttpHeaders
  body: string
  /** Empty where the body is something else. */
  json: { id: string; type: string; data: Record<string, unknown>; [more: string]: unknown }
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  body?: string
}

export interface Receiver {
  url: string
  requests: ReceivedRequest[]
  /** From now on; it is told the request, and how many there were before. */
  answerWith: (answer: Reply | ((request: ReceivedRequest, count: number) => Reply | Promise<Reply>)) => void
  close: () => Promise<void>
}

/** Lets a server send to this machine, without TLS. */
export function egressToLoopback(): EgressSettings {
  const egress = readEgress({
    GUILDHALL_EGRESS_ALLOW_CIDRS: '127.0.0.0/8',
    GUILDHALL_EGRESS_ALLOW_HTTP: 'true',
  })
  if ('problem' in egress) throw new Error(egress.problem)
  return egress
}

export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = []
  let answer: Parameters<Receiver['answerWith']>[0] = { status: 204 }
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const isJson = incoming.headers['content-type'] === 'application/json'
    const request = { headers: incoming.headers, body, json: isJson ? JSON.parse(body) : {} }
    const count = requests.length
    requests.push(request)
    const reply = typeof answer === 'function' ? await answer(request, count) : answer
    outgoing.writeHead(reply.status, reply.headers).end(reply.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    requests,
    answerWith(next) {
      answer = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
