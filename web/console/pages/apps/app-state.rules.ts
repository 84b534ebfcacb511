/** Where the approval of an app stands, in a word and a sentence, and which steps lead on for whom. */
import type { AppState } from '../../../../contracts/apps.ts'

interface StateWords {
  tone: 'neutral' | 'accent' | 'good' | 'bad'
  word: string
  sentence: string
}

export const stateWords: Readonly<Record<AppState, StateWords>> = {
  draft: {
    tone: 'neutral',
    word: 'Draft',
    sentence: 'Its server can call already. Units reach only members who manage apps.',
  },
  pending: { tone: 'accent', word: 'Pending', sentence: 'It waits for somebody who approves apps.' },
  approved: { tone: 'good', word: 'Approved', sentence: 'It may give units to every member.' },
  rejected: {
    tone: 'bad',
    word: 'Rejected',
    sentence: 'It goes on as a draft, and approval can be requested again.',
  },
  suspended: {
    tone: 'bad',
    word: 'Suspended',
    sentence: 'It only reads; nothing is issued, taken or changed.',
  },
}

export const stateOptions = Object.entries(stateWords).map(([value, { word }]) => ({ value, label: word }))

/** What an address names, if it is a state. */
export const stateNamed = (text: string | undefined): AppState | undefined =>
  text !== undefined && text in stateWords ? (text as AppState) : undefined

export type ApprovalStep = 'request' | 'withdraw' | 'approve' | 'reject' | 'suspend' | 'resume'

interface Viewer {
  mayManage: boolean
  mayApprove: boolean
}

/** The steps this person may take, the likeliest last, where the eye ends. */
export function stepsFor(state: AppState, { mayManage, mayApprove }: Viewer): ApprovalStep[] {
  switch (state) {
    case 'draft':
    case 'rejected':
      return mayManage ? ['request'] : []
    case 'pending':
      return [
        ...(mayManage ? (['withdraw'] as const) : []),
        ...(mayApprove ? (['reject', 'approve'] as const) : []),
      ]
    case 'approved':
      return mayApprove ? ['suspend'] : []
    case 'suspended':
      return mayApprove ? ['resume'] : []
  }
}
