/** Addresses that put problems into a form of their own, because their callers follow no contract of ours. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Problem } from '../../../contracts/values.ts'

export type ProblemForm = (problem: Problem) => string

const forms = new WeakMap<FastifyInstance['server'], { prefix: string; form: ProblemForm }[]>()

/** Also for addresses below the prefix that lead nowhere. */
export function setProblemForm({ server }: FastifyInstance, prefix: string, form: ProblemForm): void {
  forms.set(server, [...(forms.get(server) ?? []), { prefix, form }])
}

export function problemFormOf({ server, url }: FastifyRequest): ProblemForm | undefined {
  return forms.get(server.server)?.find(({ prefix }) => url.startsWith(prefix))?.form
}
