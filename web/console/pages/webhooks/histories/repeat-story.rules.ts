/** What is told of a request that repeated an event: that depends on what became of the first one with its id. */
import type { Receipt } from '../../../../../contracts/receipts.ts'

export interface RepeatWords {
  tone: 'good' | 'warn'
  title: string
  text: string
}

/** Without the first request, which is removed after its time or still being read, nothing is said of its end. */
export function repeatWords(first: Pick<Receipt, 'status' | 'outcome'> | undefined): RepeatWords {
  if (first?.status === 'failed') {
    return {
      tone: 'warn',
      title: 'The first request failed',
      text: 'The sender repeated an event whose first request failed, so it was not applied. Run the first one again; repeats never are.',
    }
  }
  if (first?.status === 'pending') {
    return {
      tone: 'warn',
      title: 'The first request waits',
      text: 'The sender repeated an event whose first request has not been applied yet. That one will be, once.',
    }
  }
  if (first?.outcome === 'discarded') {
    return {
      tone: 'warn',
      title: 'The first request was discarded',
      text: 'The sender repeated an event whose first request was discarded, so nothing was changed by either.',
    }
  }
  if (first?.outcome === 'nothing_to_do') {
    return {
      tone: 'good',
      title: 'Already received',
      text: 'The sender repeated an event that held nothing to do.',
    }
  }
  return {
    tone: 'good',
    title: 'Already applied',
    text: first
      ? 'The sender repeated an event that had been applied. Nothing was changed again.'
      : 'The sender repeated an event that had come before. Nothing was changed by this request.',
  }
}
