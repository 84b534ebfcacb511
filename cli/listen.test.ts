/** `guildhall listen` and `guildhall trigger`, run as processes against a server and a program on this machine. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { distFolder } from '../tests/world/built.ts'
import { runCommand } from '../tests/world/command-line.ts'
import { findFreePort } from '../tests/world/free-port.ts'
import { type Receiver, startReceiver } from '../tests/world/receiver.ts'
import { createWorld, type World } from '../tests/world/world.ts'

const patience = { timeout: 30_000, interval: 20 }
let world: World
let receiver: Receiver
let settings: Record<string, string>
const children: ChildProcess[] = []

beforeAll(async () => {
  const port = await findFreePort()
  const publicUrl = `http://localhost:${port}`
  world = await createWorld({ port, publicUrl })
  receiver = await startReceiver()
  const { key } = await world
    .as(world.owner)
    .call('createApiKey', { body: { name: 'Laptop', permissions: ['manage_webhooks'] } })
  settings = {
    GUILDHALL_PUBLIC_URL: publicUrl,
    GUILDHALL_COMMUNITY: world.communityId,
    GUILDHALL_API_KEY: key,
  }
})
afterEach(async () => {
  for (const child of children.splice(0)) await end(child)
  receiver.requests.length = 0
  receiver.answerWith({ status: 204 })
})
afterAll(async () => {
  await receiver?.close()
  await world?.stop()
})

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  return ended
}

/** Listening by the time this settles. */
async function listen(...more: string[]) {
  const words = ['listen', '--forward-to', receiver.url, ...more]
  const child = spawn(process.execPath, [join(distFolder(), 'cli', 'main.js'), ...words], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  await vi.waitFor(() => expect(lines[0]).toMatch(/^Signing secret: whsec_/), patience)
  return { child, lines, secret: lines[0]?.split(': ')[1] ?? '' }
}

const states = async () =>
  (await world.as(world.owner).call('listEndpoints', {})).data.map(({ state }) => state)

test('an event of one’s own reaches the program, signed, and the line tells how it answered', async () => {
  const { lines, secret } = await listen()
  const { exitCode, stdout } = await runCommand(
    ['trigger', 'custom.match_ended', '--payload', '{"winner":"ada"}'],
    settings,
  )
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^Published custom\./) })
  await vi.waitFor(() => expect(lines[1]).toMatch(/^custom\.match_ended {2}204 {2}\d+ ms/), patience)
  const [request] = receiver.requests
  const headers = request?.headers as Record<string, string>
  expect(new Webhook(secret).verify(request?.body ?? '', headers)).toMatchObject({
    data: { winner: 'ada' },
  })
})

test('the example of another event reaches it as that event', async () => {
  const { lines } = await listen('--events', 'member.*')
  const { stdout } = await runCommand(['trigger', 'member.joined'], settings)
  expect(stdout).toMatch(/^Sent the example of member\.joined to "Listener on /)
  await vi.waitFor(() => expect(lines).toHaveLength(2), patience)
  expect(receiver.requests).toMatchObject([{ json: { type: 'member.joined' } }])
})

test('what the program refused is told, and passed on again when it is due', async () => {
  receiver.answerWith((_, count) => ({ status: count === 0 ? 500 : 204 }))
  const { lines } = await listen()
  await runCommand(['trigger', 'custom.match_ended'], settings)
  await vi.waitFor(() => expect(lines[1]).toMatch(/ {2}500 .* again at /), patience)
  await world.clock.advance({ seconds: 10 })
  await vi.waitFor(() => expect(lines[2]).toMatch(/ {2}204 /), patience)
})

test('Ctrl+C ends it, and its listener is gone', async () => {
  const { child } = await listen()
  expect(await states()).toContain('listening')
  expect(await end(child)).toBe(0)
  expect(await states()).not.toContain('listening')
})

test('an example without anybody who listens is told in words', async () => {
  const { exitCode, stderr } = await runCommand(['trigger', 'member.joined'], settings)
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringMatching(/^Nobody listens\. Run guildhall listen/),
  })
})

test.each([
  [['listen'], '--forward-to is missing'],
  [['listen', '--forward-to', 'there'], '--forward-to is not a URL'],
  [['trigger'], 'the event is missing'],
  [['trigger', 'custom.a', '--payload', '[1]'], '--payload is not a JSON object'],
  [['trigger', 'member.joined', 'twice'], "Unexpected argument 'twice'"],
])('%j is refused by name', async (words, named) => {
  const { exitCode, stderr } = await runCommand(words, settings)
  expect(exitCode).toBe(2)
  expect(stderr).toContain(named)
})

test('a key that the server does not know is told in its words', async () => {
  const { exitCode, stderr } = await runCommand(['listen', '--forward-to', receiver.url], {
    ...settings,
    GUILDHALL_API_KEY: 'ghc_nobody',
  })
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/answered 401/)
})
