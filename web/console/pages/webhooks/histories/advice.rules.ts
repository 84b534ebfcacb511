/** What an owner can do about a request that failed or waits. */
import type { FailureReason, Receipt } from '../../../../../contracts/receipts.ts'

const advice: Record<FailureReason, string> = {
  'User not found':
    'Add the member, or correct the e-mail or username at the sender. Then run this request again.',
  'User field missing in payload':
    'The payload has no value where the mapping looks for the member. Open the mapping with this request and choose the right place.',
  'Value missing in payload':
    'Open the mapping with this request and choose the right place, or mark the line as optional. Then run it again.',
  'Value does not fit the field':
    'Choose another value or another field in the mapping, or correct the value at the sender.',
  'Insufficient balance':
    'The member has less than was to be taken. Nothing was changed. Raise the balance and run it again, or leave it.',
  'Field was deleted': 'Open the mapping and remove the line, or choose another field. Then run it again.',
  'Body could not be decrypted':
    'Sender and webhook must use the same key and mode. Compare them under Settings and in the code for the sender.',
  'Request is not encrypted': 'The sender has to encrypt the body and send x-encrypted: true.',
  'Encryption is not set up':
    'The request says that it is encrypted. Switch encryption on under Settings, or send it plain.',
  'Body is not valid':
    'The body cannot be read as it was announced. Look at it under Request and mend the sender.',
  'Amount is out of bounds':
    'Correct the amount at the sender; to take something away, use Subtract in the mapping. Where a bound of the mapping is named, raise it, or wait for the next day, and run it again.',
  'Mapping is incomplete': 'Open the mapping, complete it and save it. Then run this request again.',
  'Something went wrong on our side':
    'This is not your fault. Run it again; if it fails again, tell the admin of this server the id of this request.',
}

export const adviceFor = (reason: FailureReason) => advice[reason]

/** Waits for the owner or for a member; the owner may also discard it. */
export const isWaiting = ({ outcome }: Pick<Receipt, 'outcome'>) =>
  outcome === 'no_mapping' || outcome === 'paused' || outcome === 'awaiting_member'

/** The status to show: what waits for a member has one of its own. */
export const shownStatus = ({ status, outcome }: Pick<Receipt, 'status' | 'outcome'>) =>
  outcome === 'awaiting_member' ? 'waiting' : status

/** Failures that a run with another mapping, member or balance may heal. */
export const isRunnable = ({
  status,
  outcome,
  bodyRemovedAfterDays,
}: Pick<Receipt, 'status' | 'outcome' | 'bodyRemovedAfterDays'>) =>
  (bodyRemovedAfterDays === null && status === 'failed') || isWaiting({ outcome })

const hourMs = 3_600_000

export const isOverdue = ({ status, outcome, receivedAt }: Receipt, now: Date) =>
  status === 'pending' && outcome === null && now.getTime() - Date.parse(receivedAt) > hourMs
