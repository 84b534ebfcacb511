/** The yardstick: bare undici pools, one for each receiver, posting bodies that were signed beforehand. No database. */
import { createHmac, randomUUID } from 'node:crypto'
import { Pool } from 'undici'
import type { Target, YardstickOrder, YardstickReport } from './plan.ts'

interface Post {
  headers: Record<string, string>
  body: string
}

function signedPost({ secret }: Target): Post {
  const id = randomUUID()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const data = {
    ...{ memberId: randomUUID(), asset: 'coins', amount: 25, balance: 140 },
    action: String(performance.timeOrigin + performance.now()),
  }
  const body = JSON.stringify({
    ...{ id, type: 'currency.changed', timestamp: new Date().toISOString(), communityId: randomUUID() },
    ...{ sequence: 4711, data },
  })
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
      'x-webhook-event': 'currency.changed',
    },
  }
}

async function run({ targets, postsPerTarget, connections }: YardstickOrder): Promise<YardstickReport> {
  const lanes = targets.map((target) => ({
    pool: new Pool(`http://127.0.0.1:${target.port}`, { connections, pipelining: 1 }),
    posts: Array.from({ length: postsPerTarget }, () => signedPost(target)),
  }))
  const started = performance.now()
  await Promise.all(
    lanes.flatMap(({ pool, posts }) =>
      Array.from({ length: connections }, async () => {
        for (let post = posts.pop(); post; post = posts.pop()) {
          const { body } = await pool.request({ path: '/hooks', method: 'POST', ...post })
          await body.dump()
        }
      }),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  await Promise.all(lanes.map(({ pool }) => pool.close()))
  return { seconds, posts: targets.length * postsPerTarget }
}

process.on('message', async (order: YardstickOrder) => void process.send?.(await run(order)))
process.on('disconnect', () => process.exit(0))
