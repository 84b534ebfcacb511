/** Serves the built web: hashed assets for ever, and the one page, with a fresh nonce, for every page address. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
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

export async function mountWebPages(
  server: FastifyInstance,
  webFolder: string,
  homeAddress: () => Promise<string>,
): Promise<void> {
  const page = join(webFolder, 'index.html')
  if (!existsSync(page)) return
  const html = await readFile(page, 'utf8')
  await server.register(fastifyStatic, {
    root: join(webFolder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
    index: false,
    preCompressed: true,
  })
  for (const address of pageAddresses) {
    server.get(address, async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64')
      return reply
        .header('content-security-policy', pageContentSecurityPolicy(nonce))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(html.replaceAll('__CSP_NONCE__', nonce))
    })
  }
  server.get('/', async (_request, reply) => reply.redirect(await homeAddress(), 302))
}
