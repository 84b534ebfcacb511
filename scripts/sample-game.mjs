/**
 * `npm run sample-game`: starts the server, makes the game known to it the first time, and starts the game beside it.
 * On a fresh installation it makes an owner, too, and says once how to sign in. On one that has an owner already the
 * first start needs GUILDHALL_API_KEY (a key that may manage and approve apps) and GUILDHALL_COMMUNITY_ID.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './freshness.mjs'
import { install, prepare } from './prepare.mjs'

const ownerEmail = 'owner@copper-hill.example'
const guildhallPort = process.env.GUILDHALL_PORT ?? '3333'
const gamePort = process.env.GAME_PORT ?? '3334'
const guildhallOrigin = process.env.GUILDHALL_PUBLIC_URL ?? `http://localhost:${guildhallPort}`
const gameOrigin = `http://localhost:${gamePort}`
const dataDir = process.env.GUILDHALL_DATA_DIR ?? join(root, 'data')
const gameDir = join(dataDir, 'sample-game')
const connectionFile = join(gameDir, 'connection.json')

const env = {
  // The game listens on this machine, where requests of the server go only if the operator says so.
  GUILDHALL_EGRESS_ALLOW_CIDRS: '127.0.0.0/8',
  GUILDHALL_EGRESS_ALLOW_HTTP: 'true',
  ...process.env,
  GUILDHALL_DATA_DIR: dataDir,
  GUILDHALL_PORT: guildhallPort,
  GAME_DATA_DIR: gameDir,
  GAME_PORT: gamePort,
  GAME_ORIGIN: gameOrigin,
}

prepare()
install({ withDev: true })
const server = start([join(root, 'dist', 'server', 'main.js')])
const stopAll = endTogether([server])
await untilAnswering(`${guildhallOrigin}/readyz`)
if (!existsSync(connectionFile)) await connect()
const game = start(['--import', 'tsx', join(root, 'examples', 'sample-game', 'main.ts')])
stopAll.add(game)

async function connect() {
  // Loaded here because it needs a package that `install` brings.
  const { register } = await import('tsx/esm/api')
  register()
  const { connectGame } = await import('./connect-game.mjs')
  const { communityId, apiKey } = communityOf()
  const hookUrl = `http://127.0.0.1:${gamePort}/hooks/guildhall`
  const connection = await connectGame({ guildhallOrigin, communityId, apiKey }, { gameOrigin, hookUrl })
  mkdirSync(gameDir, { recursive: true })
  writeFileSync(connectionFile, JSON.stringify(connection, null, 2), { mode: 0o600 })
}

function communityOf() {
  const { GUILDHALL_API_KEY: apiKey, GUILDHALL_COMMUNITY_ID: communityId } = process.env
  if (apiKey && communityId) return { apiKey, communityId }
  const password = randomBytes(12).toString('base64url')
  const words = [
    'bootstrap',
    '--owner-email',
    ownerEmail,
    '--owner-password',
    password,
    '--community',
    'Copper Hill',
  ]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist', 'cli', 'main.js'), ...words],
    {
      env,
      encoding: 'utf8',
    },
  )
  if (status !== 0) {
    process.stderr.write(
      `${stderr}\nThis installation has an owner. Make an API key that may manage and approve apps, and start again with\n` +
        'GUILDHALL_API_KEY and GUILDHALL_COMMUNITY_ID set.\n',
    )
    stopAll.now()
  }
  process.stdout.write(
    `Sign in at ${guildhallOrigin} as ${ownerEmail} with the password ${password} (shown once).\n`,
  )
  return JSON.parse(stdout)
}

function start(words) {
  return spawn(process.execPath, words, { cwd: root, env, stdio: 'inherit' })
}

/** When one of them ends, or somebody stops this program, all end. */
function endTogether(first) {
  const programs = new Set()
  const now = () => {
    for (const program of programs) program.kill('SIGTERM')
  }
  const add = (program) => {
    programs.add(program)
    program.once('exit', (code) => {
      programs.delete(program)
      process.exitCode ||= code ?? 1
      now()
    })
  }
  for (const program of first) add(program)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, now)
  return { add, now }
}

async function untilAnswering(url) {
  for (;;) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere || server.exitCode !== null) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
