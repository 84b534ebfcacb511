/**
 * Serves the built web: hashed assets for ever, and the one page, with a fresh nonce, for every page address. Whoever
 * mistypes one gets the page as well, with 404: it says so better than JSON does.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageContentSecurityPolicy } from './security-headers.ts'

const pageAddresses = [
  '/setup',
  '/sign-in',
  '/register',
  '/verify',
  '/forgot',
  '/reset',
  '/mailbox',
  '/docs',
  '/invitations/*',
  '/portal',
  '/console',
  '/console/*',
  '/hall',
  '/hall/*',
]

/** Where programs call and files lie: nothing is there for people, also when a browser asks. */
const machineAddress = /^\/(api|apis|hooks|assets)(\/|$)/

export interface WebPages {
  folder: string
  send: (reply: FastifyReply) => FastifyReply
  /** Answers a person who came to an address where nothing is; undefined where nobody reads pages. */
  sendLost: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
}

/** Undefined as long as the web is not built. */
export async function readWebPages(folder: string): Promise<WebPages | undefined> {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return undefined
  const html = await readFile(page, 'utf8')

  function send(reply: FastifyReply): FastifyReply {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', pageContentSecurityPolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__CSP_NONCE__', nonce))
  }

  return {
    folder,
    send,
    sendLost({ method, url, headers }, reply) {
      const isRead = method === 'GET' && headers.accept?.includes('text/html')
      return isRead && !machineAddress.test(url.split('?')[0] ?? url) ? send(reply.code(404)) : undefined
    },
  }
}

export async function mountWebPages(
  server: FastifyInstance,
  { folder, send }: WebPages,
  homeAddress: () => Promise<string>,
): Promise<void> {
  await server.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
    index: false,
    preCompressed: true,
  })
  for (const address of pageAddresses) server.get(address, async (_request, reply) => send(reply))
  server.get('/', async (_request, reply) => reply.redirect(await homeAddress(), 302))
}
