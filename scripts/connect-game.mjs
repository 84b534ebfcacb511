/**
 * Makes the sample game known to a community: what a person does under Manage Apps, as calls of the API. Answers what
 * the game has to know, to be kept on its server: its Client Id, its key, and the secret of its webhook.
 */
import { gameItems, uriOf } from '../examples/sample-game/items.ts'

/**
 * @param {{ guildhallOrigin: string, communityId: string, apiKey: string }} community The key may manage and approve apps.
 * @param {{ gameOrigin: string, hookUrl: string }} game
 */
export async function connectGame({ guildhallOrigin, communityId, apiKey }, { gameOrigin, hookUrl }) {
  async function call(method, path, body) {
    const answer = await fetch(`${guildhallOrigin}/api/communities/${communityId}/${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const told = await answer.json()
    if (!answer.ok)
      throw new Error(`${method} ${path} answered ${answer.status}: ${told.detail ?? told.title}`)
    return told
  }

  const app = await call('POST', 'apps', {
    title: 'Copper Hill',
    appUrl: `${gameOrigin}/`,
    description: 'A sample game: dig for ore, and trade it here.',
    isVisible: true,
  })
  await call('POST', `apps/${app.id}/approval`)
  for (const { key, name, description, kind, seconds } of gameItems) {
    const tiers = seconds === null ? {} : { tiers: [{ key: 'hour', seconds }] }
    const settings = { itemUri: uriOf(gameOrigin, key), kind, name, description, ...tiers }
    const item = await call('POST', `apps/${app.id}/items`, settings)
    await call('POST', `items/${item.id}/publication`)
  }
  const { key } = await call('POST', `apps/${app.id}/keys`, {})
  const { secret } = await call('PUT', `apps/${app.id}/webhook`, { url: hookUrl })
  return { guildhallOrigin, clientId: app.clientId, key, secret }
}
