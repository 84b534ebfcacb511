/** The code that receivers copy, run as it stands: it takes what we really send, and nothing else. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Verifier, verifiers } from '../../web/console/pages/endpoints/verify/verify-code.rules.ts'
import { egressToLoopback, type ReceivedRequest, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

const runMs = 120_000

/** How each is called: its file, what stands behind its code, further files, and the commands to run. */
interface Runner {
  needs: string
  file: string
  after?: string
  change?: (code: string) => string
  more?: Record<string, string>
  /** Runs once. */
  compile?: [string, ...string[]]
  run: [string, ...string[]]
}

const runners: Record<Verifier['id'], Runner> = {
  node: {
    needs: process.execPath,
    file: 'verify.mjs',
    after: `
import { readFileSync } from 'node:fs'
const [, , id, timestamp, signature] = process.argv
const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
console.log(isFromGuildhall(headers, readFileSync(0)) ? 'valid' : 'no')`,
    run: [process.execPath, 'verify.mjs'],
  },
  python: {
    needs: 'python3',
    file: 'verify.py',
    after: `
import sys
names = ["webhook-id", "webhook-timestamp", "webhook-signature"]
print("valid" if is_from_guildhall(dict(zip(names, sys.argv[1:])), sys.stdin.buffer.read()) else "no")`,
    run: ['python3', 'verify.py'],
  },
  go: {
    needs: 'go',
    file: 'verify.go',
    change: (code) => code.replace('package receiver', 'package main'),
    more: {
      'main.go': `package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	header := http.Header{}
	for i, name := range []string{"webhook-id", "webhook-timestamp", "webhook-signature"} {
		header.Set(name, os.Args[i+1])
	}
	body, _ := io.ReadAll(os.Stdin)
	if IsFromGuildhall(header, body) {
		fmt.Println("valid")
	}
}
`,
    },
    compile: ['go', 'build', '-o', 'verify', 'verify.go', 'main.go'],
    run: ['./verify'],
  },
  php: {
    needs: 'php',
    file: 'verify.php',
    after: `
[, $_SERVER['HTTP_WEBHOOK_ID'], $_SERVER['HTTP_WEBHOOK_TIMESTAMP'], $_SERVER['HTTP_WEBHOOK_SIGNATURE']] = $argv;
echo isFromGuildhall(file_get_contents('php://stdin')) ? 'valid' : 'no';`,
    run: ['php', 'verify.php'],
  },
  csharp: {
    needs: 'mcs',
    file: 'verify.cs',
    after: `
public static class Program
{
    public static void Main(string[] given)
    {
        var body = new System.IO.MemoryStream();
        Console.OpenStandardInput().CopyTo(body);
        string[] names = { "webhook-id", "webhook-timestamp", "webhook-signature" };
        Func<string, string> header = name => given[Array.IndexOf(names, name)];
        Console.WriteLine(GuildhallSignature.IsValid(header, body.ToArray()) ? "valid" : "no");
    }
}`,
    compile: ['mcs', '-out:verify.exe', 'verify.cs'],
    run: ['mono', 'verify.exe'],
  },
  shell: { needs: 'sh', file: 'verify.sh', run: ['sh', 'verify.sh'] },
}

/** Node.js, Python and the shell are there wherever this is tested; the others where somebody installed them. */
const everywhere: readonly string[] = ['node', 'python', 'shell']
const isThere = (command: string) =>
  spawnSync('sh', ['-c', `command -v "$0"`, command], { stdio: 'ignore' }).status === 0

let world: World
let folder: string
let secret: string
let request: ReceivedRequest
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-verify-'))
  const receiver = await startReceiver()
  world = await createWorld({ egress: egressToLoopback() })
  const owner = world.as(world.owner)
  const body = { name: 'Wörld', url: receiver.url, eventTypes: ['member.*'] }
  const { id: endpointId } = await owner.call('createEndpoint', { body })
  const params = { endpointId }
  // Two secrets sign: the newer one is what the receiver has by now.
  secret = (await owner.call('rotateEndpointSecret', { params, body: {} })).secret
  await owner.call('sendTestDelivery', { params })
  await world.drainDeliveries()
  await receiver.close()
  const [first] = receiver.requests
  if (!first) throw new Error('Nothing arrived')
  request = first
})
afterAll(async () => {
  await world?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(verifiers)('the code for $label', ({ id, code }) => {
  const { needs, file, after = '', change = (text) => text, more = {}, compile, run } = runners[id]
  const isRun = everywhere.includes(id) || isThere(needs)

  /** Whether it takes the request with this changed. */
  async function takes(changed: Partial<Record<string, string>> = {}, withSecret = secret) {
    const header = (name: string) => changed[name] ?? String(request.headers[name])
    const [command, ...args] = run
    const given = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header)
    const env = { ...process.env, WEBHOOK_SECRET: withSecret }
    const child = promisify(execFile)(command, [...args, ...given], { cwd: folder, env, timeout: runMs })
    // One that refuses by the headers alone may end before it has read the body.
    child.child.stdin?.on('error', () => {})
    child.child.stdin?.end(changed.body ?? request.body)
    const { stdout } = await child.catch((error: { stdout: string }) => error)
    return stdout.trim() === 'valid'
  }

  beforeAll(async () => {
    if (!isRun) return
    await writeFile(join(folder, file), change(code) + after)
    for (const [name, text] of Object.entries(more)) await writeFile(join(folder, name), text)
    if (!compile) return
    const [command, ...args] = compile
    const env = { ...process.env, GOCACHE: join(folder, 'go-cache'), GO111MODULE: 'off' }
    await promisify(execFile)(command, args, { cwd: folder, env, timeout: runMs })
  }, runMs)

  it(`takes what we send, and nothing else${isRun ? '' : ` (not run: ${needs} is not installed)`}`, async ({
    skip,
  }) => {
    if (!isRun) return skip(`${needs} is not installed`)
    expect(String(request.headers['webhook-signature']).split(' ')).toHaveLength(2)
    expect(await takes()).toBe(true)
    expect(await takes({ body: `${request.body} ` })).toBe(false)
    expect(await takes({ 'webhook-id': 'another' })).toBe(false)
    expect(await takes({ 'webhook-timestamp': '1614265330' })).toBe(false)
    expect(await takes({ 'webhook-timestamp': 'soon' })).toBe(false)
    const renamed = String(request.headers['webhook-signature']).replaceAll('v1,', 'v2,')
    expect(await takes({ 'webhook-signature': renamed })).toBe(false)
    expect(await takes({}, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(false)
  })
})
