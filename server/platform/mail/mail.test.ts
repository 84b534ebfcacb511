/** Letters that leave: as jobs, to a real SMTP conversation over a socket. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { runMigrations } from 'graphile-worker'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../tests/world/feature-context.ts'
import { inTransaction } from '../db/database.ts'
import { startJobs } from '../jobs/jobs.ts'
import { createMail, type Mail } from './mail.ts'

interface Received {
  from: string
  to: string[]
  lines: string[]
}

const received: Received[] = []
const sockets = new Set<Socket>()
let refusalsLeft = 0

/** As much of RFC 5321 as a sender without extensions needs; refuses the first `refusalsLeft` letters. */
function converse(socket: Socket): void {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
  const letter: Received = { from: '', to: [], lines: [] }
  let isInData = false
  socket.write('220 test\r\n')
  createInterface({ input: socket }).on('line', (text) => {
    if (isInData) {
      if (text !== '.') return void letter.lines.push(text)
      isInData = false
      received.push(letter)
      return void socket.write('250 kept\r\n')
    }
    const address = /<(.*)>/.exec(text)?.[1] ?? ''
    if (text.startsWith('MAIL FROM')) letter.from = address
    if (text.startsWith('RCPT TO')) letter.to.push(address)
    if (text.startsWith('QUIT')) return void socket.end('221 bye\r\n')
    if (!text.startsWith('DATA')) return void socket.write('250 ok\r\n')
    if (refusalsLeft > 0) {
      refusalsLeft -= 1
      return void socket.write('451 try later\r\n')
    }
    isInData = true
    socket.write('354 go on\r\n')
  })
}

const until = <Found>(found: () => Found | Promise<Found>) => vi.waitUntil(found, { timeout: 10_000 })

const server = createServer(converse)
let ctx: FeatureContext
let mail: Mail
let stopJobs: () => Promise<void>

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  ctx = await createFeatureContext({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'Guild of Tests <guild@example.com>',
  })
  await runMigrations({ pgPool: ctx.pool })
  mail = createMail(ctx)
  stopJobs = await startJobs(ctx.pool, mail.jobs, ctx.log)
})
afterAll(async () => {
  await stopJobs()
  for (const socket of sockets) socket.destroy()
  server.close()
  await ctx.close()
})

const letter = (to: string) => ({
  to,
  subject: 'Grüße',
  text: 'Open the link.',
  link: 'https://play.example.com/verify?token=abc',
})
const lettersTo = (to: string) => received.filter((one) => one.to.includes(to))

describe('with a mail server', () => {
  it('a letter leaves with its text and its link, and nothing is kept', async () => {
    await mail.send(letter('ada@example.com'))
    const [sent] = await until(() => lettersTo('ada@example.com').length > 0 && lettersTo('ada@example.com'))
    expect(sent).toMatchObject({ from: 'guild@example.com', to: ['ada@example.com'] })
    const lines = (sent as Received).lines
    expect(lines).toContain('From: Guild of Tests <guild@example.com>')
    expect(lines).toContain('To: ada@example.com')
    expect(lines).toContain('Open the link.')
    expect(lines.join('\n')).toContain('https://play.example.com/verify?token')
    expect(await mail.listKept()).toEqual([])
  })

  it('a letter of a change that did not happen never leaves', async () => {
    const attempt = inTransaction(ctx.db, async (tx) => {
      await mail.send(letter('gone@example.com'), tx)
      throw new Error('the power failed')
    })
    await expect(attempt).rejects.toThrow('the power failed')
    await mail.send(letter('after@example.com'))
    await until(() => lettersTo('after@example.com').length > 0)
    expect(lettersTo('gone@example.com')).toEqual([])
  })

  it('one address is never read as a list of several', async () => {
    await mail.send(letter('one@example.com,two@example.com'))
    const [sent] = await until(() => {
      const found = received.filter((one) => one.to.some((address) => address.includes('one@')))
      return found.length > 0 && found
    })
    expect((sent as Received).to).toHaveLength(1)
  })

  it('a letter that the mail server refuses stays a job, to be tried again', async () => {
    refusalsLeft = 1
    await mail.send(letter('later@example.com'))
    const waiting = await until(async () => {
      const { rows } = await ctx.pool.query(
        `select attempts, last_error from graphile_worker.jobs where attempts > 0 and locked_at is null`,
      )
      return rows.length > 0 && rows
    })
    expect(waiting).toEqual([{ attempts: 1, last_error: expect.stringContaining('451') }])
    await ctx.pool.query('update graphile_worker._private_jobs set run_at = now()')
    await ctx.pool.query(`select pg_notify('jobs:insert', '{}')`)
    await until(() => lettersTo('later@example.com').length === 1)
  })
})
