/** Long work on many rows at once: how far it is, who started it, and how to stop it. It goes on when the page is left. */
import { Pause, Play, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

interface Work {
  state: string
  counts: { done: number; total: number }
  startedBy: { label: string }
  startedAt: string
  endedAt: string | null
  auditReason: string | null
}

interface Props {
  work: Work
  title: string
  /** Below the title: how far it is, in words. */
  words: ReactNode
  /** While it goes on. */
  controls: ReactNode
  /** Once it has ended. */
  results?: ReactNode
  onDismiss: (() => void) | undefined
  children?: ReactNode
}

export function LongWork({ work, title, words, controls, results, onDismiss, children }: Props) {
  const { state, counts, startedBy, startedAt, auditReason } = work
  const hasEnded = work.endedAt !== null
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-13"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium text-ink">{title}</p>
          {words}
          <p className="text-12 text-ink-3">
            Started by {startedBy.label} <RelativeTime at={startedAt} className="text-ink-3" />
            {auditReason !== null && `: ${auditReason}`}
          </p>
        </div>
        <div className="flex items-center gap-2">
          {hasEnded ? results : controls}
          {hasEnded && onDismiss && <IconButton label="Hide this result" icon={X} onClick={onDismiss} />}
        </div>
      </div>
      {!hasEnded && (
        <ProgressBar label={title} value={counts.done} max={counts.total} isPaused={state === 'paused'} />
      )}
      {children}
    </section>
  )
}

interface Switch {
  isPending: boolean
  run: () => void
}

interface ControlProps {
  isPaused: boolean
  pause: Switch
  resume: Switch
  cancel: Switch
}

export function WorkControls({ isPaused, pause, resume, cancel }: ControlProps) {
  const turn = isPaused ? resume : pause
  return (
    <>
      <Button icon={isPaused ? Play : Pause} isPending={turn.isPending} onClick={turn.run}>
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
      <Button isPending={cancel.isPending} onClick={cancel.run}>
        Cancel the rest
      </Button>
    </>
  )
}
