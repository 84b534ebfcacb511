/** The yardstick of `pull_items`: a bare Fastify route that does one prepared read, in a process of its own. */
import fastify from 'fastify'
import pg from 'pg'

export interface ReadYardstick {
  connection: pg.PoolConfig
  port: number
  communityId: string
  appId: string
}

const plan = JSON.parse(process.argv[2] ?? '') as ReadYardstick
const pool = new pg.Pool({ ...plan.connection, max: 16 })
const server = fastify()

server.get<{ Querystring: { memberId: string } }>('/sequence', async ({ query }) => {
  const { rows } = await pool.query({
    name: 'sequence',
    text: 'select inventory_sequence from items_inventories where community_id = $1 and app_id = $2 and member_id = $3',
    values: [plan.communityId, plan.appId, query.memberId],
  })
  return { sequence: rows[0]?.inventory_sequence ?? 0 }
})

await server.listen({ host: '127.0.0.1', port: plan.port })
process.stdout.write('ready\n')
process.once('SIGTERM', async () => {
  await server.close()
  await pool.end()
})
