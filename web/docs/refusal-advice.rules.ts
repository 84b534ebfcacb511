/** For each way the API says no: what to do about it. The compiler asks for a sentence when a code is added. */
import type { RefusalCode } from '../../contracts/refusals.ts'
import type { Refusal } from './reference.rules.ts'

/** What is answered outside of any endpoint, and therefore not in the document. */
const outsideOfEndpoints: readonly Refusal[] = [
  { code: 'route_not_found', status: 404, title: 'There is nothing at this address' },
  { code: 'method_not_allowed', status: 405, title: 'This address does not take that method' },
  { code: 'already_posted', status: 409, title: 'This cause has been posted already' },
  { code: 'internal_error', status: 500, title: 'Something went wrong on our side' },
]

export const refusalAdvice: Readonly<Record<RefusalCode | 'internal_error', string>> = {
  malformed_request: 'The body is not JSON that can be read. `detail` says where it breaks.',
  payload_too_large: 'Send less at once, or split the work over several calls.',
  unsupported_media_type: 'Send JSON with `Content-Type: application/json`.',
  route_not_found: 'Check the path for a typing error or a missing part.',
  method_not_allowed: 'The path exists. The header `Allow` of the answer names its methods.',
  rate_limited: 'Wait as many seconds as `Retry-After` says, then go on. Spread calls evenly to stay below.',
  not_ready:
    'Nothing was done. Try again after `Retry-After`; a write is safe to repeat with its Idempotency-Key.',
  unauthenticated: 'Send an API key as `Authorization: Bearer`, or sign in.',
  credential_expired: 'Make a new API key, or sign in again.',
  cross_site_request:
    'A browser sent this from another site along with the cookie. Call with an API key instead.',
  not_found: 'The thing does not exist, was deleted, or belongs to another community than the credential.',
  forbidden:
    'Ask somebody who manages the community to give the role or key the permission this endpoint names.',
  validation_failed: '`errors` holds one entry for each value that is wrong: a JSON pointer, and why.',
  cursor_invalid: 'A cursor keeps the filters it was made with. Start again without a cursor.',
  idempotency_key_reused: 'Use a new Idempotency-Key for each thing you want done.',
  idempotency_in_progress: 'Wait a moment and send the same request again; it then gets the stored answer.',
  revision_mismatch:
    'Read the thing again, apply your change to it, and send it with the new `ETag` as `If-Match`.',
  already_set_up: 'Sign in. A forgotten owner is reset on the machine with `guildhall owner reset`.',
  setup_link_needed: 'Send the token of the first-run link, which the server prints when it starts.',
  invalid_login: 'Check both. The answer never tells which of the two is wrong.',
  email_not_verified: 'Open the link in the mail, or ask for another one.',
  token_invalid: 'It has expired or was used. Ask for a new link.',
  email_taken: 'Another member has this e-mail. Compared without case.',
  username_taken: 'Another member has this username. Compared without case.',
  name_taken: 'Choose another name, or change the one that exists.',
  invitation_for_other_email: 'Sign in with the account of the invited e-mail.',
  already_member: 'Nothing to do: this account is linked to a member of the community.',
  owner_protected: 'The owner always holds every permission.',
  owner_must_stay: 'The owner can neither leave nor be removed: a community always has its owner.',
  permission_not_held: 'Grant only permissions that you hold yourself, or ask somebody who holds this one.',
  api_key_limit_reached: 'Revoke or remove a key that is no longer used.',
  mailbox_closed: 'Open the server by a loopback address, or set up a mail server.',
  field_limit_reached: 'Delete a field that is no longer used.',
  value_does_not_fit: 'Send a value of the type of the field; for a choice, one of its options.',
  asset_unknown: 'Use a code from the list of assets, such as `xp` or `coins`.',
  insufficient_balance: 'Nothing was taken: balances never go below zero. `detail` says how much there is.',
  amount_out_of_bounds: 'Amounts are whole numbers, not zero, and at most 2^53−1; so is every balance.',
  currency_limit_reached:
    'Rename or restore a currency that exists; retired ones count, because their history stays.',
  currency_built_in: 'Add a currency of your own instead.',
  hold_ended: 'Read it again to see how it ended. Open another one if it is still wanted.',
  already_posted: 'Nothing to do: the same cause moves something only once.',
  endpoint_limit_reached: 'Delete an endpoint that is no longer used.',
  portal_link_limit_reached: 'Revoke a portal link that nobody uses any more.',
  url_not_allowed: '`detail` says what is wrong. Internal addresses need a setting of the operator.',
  header_not_allowed: 'Leave the header out: the server sets it. A header stands in the list once.',
  event_type_unknown: 'Use a name from the catalog of events, all of a noun such as `member.*`, or `*`.',
  event_type_not_in_style:
    'An endpoint of style `community` is sent exactly one event: one whose `communityStyleName` in the catalog is not null.',
  payload_too_deep: 'Flatten it: 64 levels are the most.',
  event_not_found: 'Start again without `after`: events that are old enough leave the log.',
  encryption_not_usable:
    'Send `key` (32 printable characters) with `gcm`, `cbc` and `jwe_dir`, and with `jwe_ecdh` the public JWK of the receiver.',
  secret_not_usable: 'Send base64 of 24 to 64 random bytes behind `whsec_`, or let one be drawn.',
  endpoint_not_active: 'Activate the endpoint first. One that was deleted is sent nothing more.',
  endpoint_not_listening:
    'Fetch from a listener that is neither paused nor disabled; to others events are sent.',
  delivery_not_ended: 'Read it again to see what it waits for.',
  delivery_not_waiting: 'It has ended, or is on its way right now: read it again.',
  payload_removed: 'Nothing to do: it was removed for good, and cannot be sent again.',
  moment_too_early: '`errors` names the earliest moment that can be taken.',
  replay_running: 'Read the replays, and wait for the one that runs or cancel it.',
  replay_ended: 'What it sent stays sent. Start another one if something is left.',
  nothing_to_replay: 'Widen the filter, and look at the preview first.',
  webhook_limit_reached: 'Delete a webhook that is no longer used.',
  mapping_invalid: '`errors` names each line and path of the mapping that cannot work.',
  mapping_missing: 'Save a mapping first, or send one with the dry run.',
  api_key_missing: 'Nothing to do: callers need no key for this webhook.',
  signing_key_missing:
    'The webhook checks a public key, and its private half is with the sender: send the test from there.',
  encryption_missing: 'Switch encryption on first, or read the body as it is.',
  receipt_not_runnable: 'Only receipts that failed or wait can be run again; an effect happens once.',
  receipt_not_waiting:
    'Only receipts that wait for a mapping or for the owner can be discarded. Read it again to see its state.',
  repair_running: 'Read the repairs of the webhook, and wait for the one that runs or cancel it.',
  repair_ended: 'What it did stays done. Start another one if something is left.',
  nothing_to_repair: 'Widen the moments or the reason, and look at the preview first.',
  app_in_use: 'Take the units back first, or suspend the app: then nothing new happens with them.',
  title_taken: 'Choose another title. Titles are compared without case; that of an archived app is free.',
  limit_reached: '`detail` says how many there can be. Archive or end one that is no longer used.',
  app_suspended: 'Wait until staff ends the suspension; reading and answering what is open still work.',
  app_not_approved:
    'Ask for approval. Until then units go to members who manage apps only, to try things out.',
  uri_taken:
    'An address belongs to one item of the app for good. Use another, or change the item that has it.',
  wrong_kind: 'Only time-limited items have tiers and can be activated. Read the kind of the item.',
  fixed_field: 'Add another tier instead: what members hold must not change its meaning.',
  trade_held: '`detail` says how many can be moved now; the inventory says until when the others are held.',
  app_not_connected:
    'The game has to save the address of its webhook, or to ask for merges itself; and it knows members by their e-mail.',
  merge_not_pending: 'Nothing to do: it was decided before. `detail` says how.',
  gift_not_pending: 'Nothing to do: it was answered, taken back, or is over. `detail` says how.',
  not_giftable: 'Choose another item, or another receiver; whoever manages the app says what can be given.',
  not_cancelable:
    'The game may have acted on it, or is being told right now. Read it again; if it stays so, ask staff.',
  unknown_item: '`errors` names the operation. Read the catalog of the app; several tiers need their key.',
  supply_exhausted: '`errors` names the operation, and how many units can still be issued.',
  member_limit: '`errors` names the operation, and how many units a member can have.',
  check_running: 'Read the last result in a while; a check takes seconds to minutes.',
  too_many_lines: 'Split the members into several runs.',
  too_soon: 'Wait as many seconds as `Retry-After` says. Whoever looks at the item has it fetched anyway.',
  image_not_usable:
    '`detail` says what is wrong with it: its format, its size in bytes or in pixels. Make it anew and try again.',
  too_old: 'Start again without `after`, and read the counts of the members anew.',
  too_far_ahead: 'Active time ends at most ten years from now. Use fewer units, or wait.',
  wrong_state: 'Read it again to see its state; `detail` says from which states this can be done.',
  members_only:
    'Sign in as the member. A key of a community is nobody, and has nothing to sell or to pay with.',
  order_closed: '`facts.state` says how it ended. Look at the book for another.',
  own_order: 'Take your listing back instead.',
  terms_changed:
    'Show the buyer the new price of `facts`, and from the listing how the item looked when it was listed; then try again with those `terms`.',
  stock_changed:
    '`facts` says how many remain and what the cheapest other listing asks. Nothing was charged.',
  not_tradable:
    '`detail` says why. Listings stay as they are until it can be traded again, or can be taken back.',
  price_out_of_bounds: 'Choose a price within the bounds of the settings of the market.',
  rates_too_high: 'Fee and default royalty are at most 9,500 together, so that sellers get something.',
  amount_too_large: 'Split it into several smaller ones.',
  minimum_take: '`facts.minimumTake` is what the seller would get: ask for less, or raise the price.',
  not_mintable: 'Move the units out of the game by another way, or ask whoever manages the app.',
  order_not_pending: 'Nothing to do: it was decided before. `facts.state` says how.',
  already_reversed: 'Nothing is left to do: read the fill again.',
  internal_error: 'A bug of ours. Nothing was half done. Give the `requestId` to the operator.',
}

/** Every refusal there is, in the order of precedence: the earlier one is answered where several hold. */
export function allRefusals(refusals: readonly Refusal[]): Refusal[] {
  const order = Object.keys(refusalAdvice)
  const known = new Map([...outsideOfEndpoints, ...refusals].map((refusal) => [refusal.code, refusal]))
  return [...known.values()].sort((a, b) => placeIn(order, a.code) - placeIn(order, b.code))
}

const placeIn = (order: readonly string[], code: string) => {
  const place = order.indexOf(code)
  return place === -1 ? order.length : place
}

export const adviceFor = (code: string): string | undefined =>
  (refusalAdvice as Readonly<Record<string, string>>)[code]
