/** The second yardstick: the same statement behind a bare Fastify route, in a process of its own. */
import { readFileSync } from 'node:fs'
import fastify from 'fastify'
import { createIds } from '../../server/platform/ids.ts'
import type { Plan } from './plan.ts'
import { createYardstick } from './statement.ts'

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Plan
const ids = createIds({ now: () => Date.now() })
const yardstick = createYardstick(plan.connection, plan.communityId, ids.next, 16)
const server = fastify()

server.post<{ Body: { memberId: string } }>(
  '/change',
  {
    schema: {
      body: {
        type: 'object',
        required: ['memberId'],
        properties: { memberId: { type: 'string', maxLength: 36 } },
      },
    },
  },
  async (request, reply) => {
    await yardstick.change(request.body.memberId)
    return reply.code(202).send({ status: 'success', message: 'Webhook received', data: { id: ids.next() } })
  },
)

await server.listen({ host: '127.0.0.1', port: plan.port })
process.stdout.write('ready\n')
process.once('SIGTERM', async () => {
  await server.close()
  await yardstick.end()
})
