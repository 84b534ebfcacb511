/** Inputs of apps and their keys: each about an app of its own, so that one call never spoils the next. */
import type { AppPermissionName } from '../../contracts/permissions.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
}

export const gamePage = 'https://game.example'
let count = 0
const nextTitle = () => `Game ${++count}`

export async function freshApp({ world }: InWorld): Promise<{ params: { appId: string } }> {
  const owner = world.as(world.owner)
  const create = () => owner.reply('createApp', { body: { title: nextTitle(), appUrl: gamePage } })
  let reply = await create()
  if (reply.status === 409) {
    await makeRoom(world)
    reply = await create()
  }
  return { params: { appId: (reply.body as { id: string }).id } }
}

/** A community holds so many; of those of earlier calls only the latest are still needed. */
async function makeRoom(world: World): Promise<void> {
  const owner = world.as(world.owner)
  const { data } = await owner.call('listApps', { query: { limit: 200 } })
  const old = data.slice(20).filter(({ title }) => title !== 'Fixture')
  for (const { id: appId } of old) await owner.reply('archiveApp', { params: { appId } })
}

async function pendingApp({ world }: InWorld) {
  const app = await freshApp({ world })
  await world.as(world.owner).call('submitApp', app)
  return app
}

export async function approvedApp({ world }: InWorld) {
  const app = await freshApp({ world })
  await world.as(world.owner).call('approveApp', app)
  return app
}

const shared = new WeakMap<World, ReturnType<typeof approvedApp>>()

/** One for all calls of a world: an app with units in circulation cannot be archived, and a community holds so many. */
export function sharedApp(world: World): ReturnType<typeof approvedApp> {
  const app = shared.get(world) ?? approvedApp({ world })
  shared.set(world, app)
  return app
}

/** Seen by every member. */
async function visibleApp({ world }: InWorld) {
  const app = await approvedApp({ world })
  await world.as(world.owner).call('updateApp', { ...app, body: { isVisible: true } })
  return app
}

/** The credential of a new key, of a fresh app unless one is named. */
export async function appKey(
  world: World,
  appId: string | undefined,
  permissions?: readonly AppPermissionName[],
): Promise<{ authorization: string }> {
  const params = appId === undefined ? (await freshApp({ world })).params : { appId }
  const body = permissions ? { permissions: [...permissions] } : {}
  const { key } = await world.as(world.owner).call('createAppKey', { params, body })
  return { authorization: `Bearer ${key}` }
}

export const appInputs = {
  listApps: () => ({ query: { limit: 5 } }),
  createApp: () => ({ body: { title: nextTitle(), appUrl: gamePage } }),
  getApp: visibleApp,
  updateApp: async (fixture: InWorld) => ({ ...(await freshApp(fixture)), body: { title: nextTitle() } }),
  archiveApp: freshApp,
  submitApp: freshApp,
  withdrawApp: pendingApp,
  approveApp: pendingApp,
  rejectApp: async (fixture: InWorld) => ({ ...(await pendingApp(fixture)), body: { reason: 'A test' } }),
  suspendApp: async (fixture: InWorld) => ({ ...(await approvedApp(fixture)), body: { reason: 'A test' } }),
  resumeApp: async ({ world }: InWorld) => {
    const app = await approvedApp({ world })
    await world.as(world.owner).call('suspendApp', { ...app, body: { reason: 'A test' } })
    return app
  },
  listAppKeys: freshApp,
  createAppKey: async (fixture: InWorld) => ({ ...(await freshApp(fixture)), body: {} }),
  getAppWebhook: freshApp,
  saveAppWebhook: async (fixture: InWorld) => ({
    ...(await freshApp(fixture)),
    body: { url: 'https://receiver.invalid/fingi' },
  }),
  endAppKey: async ({ world }: InWorld) => {
    const { params } = await freshApp({ world })
    const { id: keyId } = await world.as(world.owner).call('createAppKey', { params, body: {} })
    return { params: { ...params, keyId } }
  },
}
