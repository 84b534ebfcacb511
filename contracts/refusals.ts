/**
 * Every way the product says no to a caller, once. The order is the order of precedence: where several hold,
 * the earlier one is answered. Codes are stable; titles may be reworded.
 */
export const refusals = {
  malformed_request: { status: 400, title: 'The request could not be read' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'This media type is not taken here' },
  route_not_found: { status: 404, title: 'There is nothing at this address' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  rate_limited: { status: 429, title: 'Too many requests' },
  not_ready: { status: 503, title: 'The server cannot take this right now' },
  unauthenticated: { status: 401, title: 'A valid credential is needed' },
  credential_expired: { status: 401, title: 'This credential has expired' },
  cross_site_request: { status: 403, title: 'This request came from another site' },
  not_found: { status: 404, title: 'Not found' },
  forbidden: { status: 403, title: 'Your roles or key do not allow this' },
  validation_failed: { status: 400, title: 'Some values are not valid' },
  cursor_invalid: { status: 400, title: 'This cursor does not belong to this list' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used with another request' },
  idempotency_in_progress: {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
  },
  revision_mismatch: { status: 412, title: 'Somebody changed this meanwhile' },
  already_set_up: { status: 409, title: 'This installation already has an owner' },
  setup_link_needed: { status: 403, title: 'Open the first-run link that the server printed' },
  invalid_login: { status: 401, title: 'E-mail or password is wrong' },
  email_not_verified: { status: 403, title: 'Verify your e-mail address first' },
  token_invalid: { status: 400, title: 'This link is not valid any more' },
  email_taken: { status: 409, title: 'This e-mail is taken' },
  username_taken: { status: 409, title: 'This username is taken' },
  name_taken: { status: 409, title: 'This name is taken' },
  invitation_for_other_email: { status: 403, title: 'This invitation was made for another e-mail' },
  already_member: { status: 409, title: 'This account is a member already' },
  owner_protected: { status: 409, title: 'This cannot be done to the owner' },
  permission_not_held: { status: 403, title: 'Nobody can grant what they do not hold' },
  api_key_limit_reached: { status: 409, title: 'There are as many API keys as there can be' },
  mailbox_closed: { status: 403, title: 'The mailbox page is open on a loopback address only' },
  field_limit_reached: { status: 409, title: 'This community has as many fields as it can hold' },
  value_does_not_fit: { status: 400, title: 'The value does not fit the field' },
  asset_unknown: { status: 400, title: 'There is no such currency' },
  insufficient_balance: { status: 409, title: 'The balance is too small' },
  amount_out_of_bounds: { status: 400, title: 'The amount is out of bounds' },
  already_posted: { status: 409, title: 'This cause has been posted already' },
  webhook_limit_reached: { status: 409, title: 'This community has as many webhooks as it can hold' },
  mapping_invalid: { status: 400, title: 'The mapping is not valid' },
  mapping_missing: { status: 409, title: 'This webhook has no mapping yet' },
  api_key_missing: { status: 409, title: 'This webhook has no API key' },
  receipt_not_runnable: { status: 409, title: 'This receipt cannot be run again' },
} as const satisfies Record<string, { status: number; title: string }>

export type RefusalCode = keyof typeof refusals

export const refusalCodes = Object.keys(refusals) as RefusalCode[]

/** Every endpoint may answer these; contracts list only what they add. */
export const commonRefusals = [
  'malformed_request',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'not_ready',
  'unauthenticated',
  'credential_expired',
  'cross_site_request',
  'not_found',
  'forbidden',
  'validation_failed',
  'idempotency_key_reused',
  'idempotency_in_progress',
] as const satisfies readonly RefusalCode[]
