/**
 * Takes one request in: token, key, signature, encryption header, durable insert, answer. Nothing is applied here, so the
 * answer never tells whether a body could be decrypted or mapped (wire/returning-ai.md 10.1).
 */
import type { FailureReason } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import type { RawAnswer, RawRequest } from '../../../platform/http/raw-route.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { redactHeaders } from '../rules/redact-headers.rules.ts'
import type { AcceptedRequest } from './accept.store.ts'
import type { Acceptance, AcceptLane } from './accept-lane.ts'
import type { Address, AddressBook } from './address-book.ts'
import { hopOf } from './hop.rules.ts'
import { encryptionProblem, eventDigestOf, isEncryptedRequest, judgeSender } from './judge-request.rules.ts'
import type { KeyUses } from './key-uses.ts'
import type { RefusedCallCounter } from './refused-calls.ts'

export interface Reception {
  addressBook: AddressBook
  lane: AcceptLane
  refusedCalls: RefusedCallCounter
  keyUses: KeyUses
}

const staleTriesMax = 5

export async function receiveRequest(
  ctx: Pick<Context, 'clock'>,
  { addressBook, lane, refusedCalls, keyUses }: Reception,
  request: RawRequest,
): Promise<RawAnswer> {
  refuseGuessers(refusedCalls.closedSeconds(request.ip))
  const token = request.params.token ?? ''
  for (let attempt = 1; attempt <= staleTriesMax; attempt++) {
    const address = await addressBook.find(token)
    if (!address?.is_valid) {
      if (address) refusedCalls.count(address, 'not_found')
      refuseGuessers(refusedCalls.countWrongToken(request.ip))
      refuse('not_found', 'There is no webhook at this address.')
    }
    const judgement = judgeSender(address, request, ctx.clock.now())
    if (!judgement.isTaken) {
      // The remembered keys may have been changed just now; nobody is turned away for that.
      if (attempt === 1) {
        addressBook.forget(token)
        continue
      }
      refusedCalls.count(address, judgement.reason)
      refuse('unauthenticated', judgement.reason === 'unauthenticated' ? keyAsked : signatureAsked)
    }
    if (judgement.keyId !== null) keyUses.note(address, judgement.keyId)
    const accepted = acceptedRequest(address, request)
    const acceptance = await lane.accept(accepted)
    if (acceptance !== 'stale') return answerOf(acceptance, accepted)
    addressBook.forget(token)
  }
  invariant(false, 'a webhook changed under every attempt to store a request')
}

const keyAsked = 'This webhook takes requests with its API key only: send it as x-api-key.'
/** The same whatever was wrong: the owner sees the reason, whoever tries does not. */
const signatureAsked = 'This webhook takes signed requests only, and the signature of this one does not hold.'

function refuseGuessers(seconds: number): void {
  if (seconds === 0) return
  throw new Refusal('rate_limited', {
    detail: `Too many wrong addresses from here. Try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  })
}

/** A receipt bears the id of the request that brought it: one id leads through answer, receipt and log. */
function acceptedRequest(address: Address, request: RawRequest): AcceptedRequest {
  const isEncrypted = isEncryptedRequest(address, request)
  const problem = encryptionProblem(address, isEncrypted)
  return {
    communityId: address.community_id,
    id: request.id,
    webhookId: address.webhook_id,
    revision: address.revision,
    webhookName: address.name,
    body: request.body,
    headers: JSON.stringify(redactHeaders(request.rawHeaders)),
    contentType: request.headers['content-type']?.slice(0, 200) ?? null,
    source: request.ip,
    isEncrypted,
    hop: hopOf(request.headers),
    problem,
    state: address.is_paused ? 'paused' : address.has_mapping ? 'queued' : 'no_mapping',
    // A sender that was told 400 sends the same event again, mended: it must not count as a repeat then.
    eventDigest: problem === null ? eventDigestOf(address, request.headers) : null,
  }
}

const hints: Partial<Record<FailureReason, string>> = {
  'Request is not encrypted':
    'This webhook takes encrypted bodies only: encrypt, and send x-encrypted: true, or send a compact JWE.',
  'Encryption is not set up': 'This webhook has no encryption: leave x-encrypted out, and send JSON.',
}

function answerOf(acceptance: Exclude<Acceptance, 'stale'>, { id, problem }: AcceptedRequest): RawAnswer {
  if (problem !== null) {
    throw new Refusal('malformed_request', { detail: hints[problem as FailureReason] ?? problem })
  }
  if (acceptance === 'repeat') {
    return {
      status: 200,
      body: `{"status":"success","message":"Webhook already received","data":{"id":"${id}"}}`,
    }
  }
  return { status: 202, body: `{"status":"success","message":"Webhook received","data":{"id":"${id}"}}` }
}
