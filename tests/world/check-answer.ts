/** Holds every answer that a test receives against the contracts: status, headers, body or problem. */
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import type { Endpoint } from '../../contracts/endpoint.ts'
import { endpoints } from '../../contracts/index.ts'
import { commonRefusals, type RefusalCode, refusals } from '../../contracts/refusals.ts'
import { Problem, SenderProblem } from '../../contracts/values.ts'
import { faceOpenApi } from '../../server/faces/fingi/openapi.ts'
import { ErrorBody, type FaceErrorCode, faceErrors } from '../../server/faces/fingi/wire-errors.ts'
import type { Reply } from './http-client.ts'

const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv, ['date-time'])
const compiled = new Map<TSchema, ValidateFunction>()
const patterns = (endpoints as readonly Endpoint[]).map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]*')}$`),
}))

/** The endpoint that a request addresses; fixed paths come before those with parameters in the same place. */
export function endpointAt(method: string, path: string): Endpoint | undefined {
  const pathname = path.split('?')[0] ?? path
  const found = patterns.filter(
    ({ endpoint, pattern }) => endpoint.method === method && pattern.test(pathname),
  )
  return (found.find(({ endpoint }) => endpoint.path === pathname) ?? found[0])?.endpoint
}

/** Refusals that any address may give, whether or not something lies there. */
const refusalsOfNoEndpoint: readonly RefusalCode[] = [
  ...commonRefusals,
  'route_not_found',
  'method_not_allowed',
]

/** Told before it is known which endpoint is meant, or who calls. */
const uncounted: readonly RefusalCode[] = ['cross_site_request', 'malformed_request', 'not_found']

type Complain = (what: string) => never

/** Throws when the answer is not what the contract promises. */
export function checkAnswer(endpoint: Endpoint | undefined, reply: Reply): void {
  const complain: Complain = (what) => {
    throw new Error(
      `${reply.method} ${reply.path} answered ${reply.status}: ${what}\n${reply.text.slice(0, 2000)}`,
    )
  }
  if (reply.status >= 500 && codeOf(reply) !== 'not_ready') complain('a bug')
  if (!reply.headers['x-request-id']) complain('no x-request-id')
  if (endpoint === undefined && isOfFace(reply.path)) {
    checkFaceAnswer(reply, complain)
    return
  }
  // Senders of webhooks are no browsers.
  const isForBrowsers = endpoint?.access.kind !== 'secret_url'
  if (isForBrowsers && reply.headers['x-content-type-options'] !== 'nosniff') complain('no security headers')
  if (reply.status >= 400) {
    const isOfSenders = reply.path.startsWith('/hooks/')
    const problem = isOfSenders ? checkSenderProblem(reply, complain) : checkProblem(reply, complain)
    const documented = endpoint ? [...commonRefusals, ...endpoint.refusals] : refusalsOfNoEndpoint
    if (!documented.includes(problem)) complain(`${problem} is not among its documented refusals`)
    if (endpoint && isForBrowsers && !uncounted.includes(problem)) checkLimitHeaders(reply, complain)
    return
  }
  if (!endpoint) return
  const schema = endpoint.answers[reply.status]
  if (schema === undefined) complain('this status is not documented')
  if (schema === null) {
    if (reply.text !== '') complain('a body where none is promised')
  } else if ('contentMediaType' in schema) {
    if (reply.headers['content-type'] !== schema.contentMediaType) complain('another media type')
    if (reply.headers['content-security-policy'] === undefined) complain('a picture without a policy')
  } else {
    if (!reply.headers['content-type']?.startsWith('application/json')) complain('the body is not JSON')
    const problems = problemsOf(schema, reply.body)
    if (problems) complain(`the body is not as promised: ${problems}`)
  }
  if (isForBrowsers) checkHeaders(endpoint, reply, complain)
}

/** Addresses of faces have an underscore in their first part below `/api`. */
const isOfFace = (path: string) => /^\/api\/[^/?]*_/.test(path)

/** As it is meant, however it is written. */
const plainPath = (path: string) => decodeURI(path.split('?')[0] ?? '')

interface FaceDocument {
  paths: Record<
    string,
    Record<string, { responses: Record<number, { content?: { 'application/json': { schema: TSchema } } }> }>
  >
  components: object
}
const faceDocument = JSON.parse(JSON.stringify(faceOpenApi())) as FaceDocument
const whole = new Map<TSchema, TSchema>()

/** With what its references lead to. */
function inFaceDocument(schema: TSchema): TSchema {
  const found = whole.get(schema) ?? ({ ...schema, components: faceDocument.components } as TSchema)
  whole.set(schema, found)
  return found
}

/** A foreign wire has no problems and no limit headers; its bodies are closed all the same. */
function checkFaceAnswer(reply: Reply, complain: Complain): void {
  if (reply.headers['cache-control'] === undefined) complain('no Cache-Control')
  if (reply.headers['access-control-allow-origin'] !== undefined) complain('a header for browsers')
  if (reply.method === 'HEAD' || reply.status === 304) {
    if (reply.text !== '') complain('a body')
    return
  }
  const operation = faceDocument.paths[plainPath(reply.path)]?.[reply.method.toLowerCase()]
  const answer = operation?.responses[reply.status]
  if (operation && !answer) complain('this status is not in the document of the face')
  const schema = answer?.content?.['application/json'].schema
  const problems = problemsOf(schema ? inFaceDocument(schema) : ErrorBody, reply.body)
  if (problems) complain(`the body is not as the document of the face has it: ${problems}`)
  const code = (reply.body as { error?: FaceErrorCode }).error
  if (reply.status >= 400 && (code === undefined || faceErrors[code] !== reply.status))
    complain(`${code} has another status`)
}

/** Senders are told in the form of the wire. */
function checkSenderProblem(reply: Reply, complain: Complain): RefusalCode {
  if (!reply.headers['content-type']?.startsWith('application/json')) complain('not JSON')
  const problems = problemsOf(SenderProblem, reply.body)
  if (problems) complain(`the problem is not as promised: ${problems}`)
  const { code } = reply.body as { code: RefusalCode }
  if (refusals[code]?.status !== reply.status) complain(`${code} has another status`)
  return code
}

function checkProblem(reply: Reply, complain: Complain): RefusalCode {
  if (!reply.headers['content-type']?.startsWith('application/problem+json')) complain('not a problem')
  const problems = problemsOf(Problem, reply.body)
  if (problems) complain(`the problem is not as promised: ${problems}`)
  const { code, status, title } = reply.body as { code: RefusalCode; status: number; title: string }
  const promised = refusals[code] as { status: number; title: string } | undefined
  if (!promised) complain(`${code} is no refusal of the contract`)
  if (promised?.status !== reply.status || status !== reply.status) complain(`${code} has another status`)
  if (promised?.title !== title) complain(`${code} has another title`)
  return code
}

function checkHeaders(endpoint: Endpoint, reply: Reply, complain: Complain): void {
  checkLimitHeaders(reply, complain)
  const schema = endpoint.answers[reply.status]
  const isStored = schema !== null && schema !== undefined && 'contentMediaType' in schema
  if (!isStored && reply.headers['cache-control'] !== 'no-store')
    complain('the answer may be stored by caches')
  if (endpoint.revisioned && reply.headers.etag === undefined) complain('no ETag')
}

function checkLimitHeaders(reply: Reply, complain: Complain): void {
  for (const name of ['ratelimit', 'ratelimit-policy', 'x-ratelimit-limit', 'x-ratelimit-remaining']) {
    if (reply.headers[name] === undefined) complain(`no ${name} header`)
  }
}

function problemsOf(schema: TSchema, value: unknown): string | undefined {
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  return validate(value) ? undefined : ajv.errorsText(validate.errors)
}

export function codeOf(reply: Reply): string | undefined {
  return (reply.body as { code?: string } | undefined)?.code
}
