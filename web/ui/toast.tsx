/** Short notes about what just happened, at the edge of the page, with Undo where there is a way back. */
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { problemOf } from '../api/problem.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

const shownMs = 6000
const shownMax = 3

interface Toast {
  id: number
  tone: 'good' | 'bad'
  text: string
  undo?: () => void
}

interface Toaster {
  done: (text: string, undo?: () => void) => void
  /** Says what failed in the words of the problem. */
  failed: (what: string, error: unknown) => void
}

const ToasterContext = createContext<Toaster | null>(null)
let nextId = 1

export function useToast(): Toaster {
  const toaster = useContext(ToasterContext)
  if (toaster === null) throw new Error('useToast needs a Toasts above it')
  return toaster
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const add = useCallback((toast: Omit<Toast, 'id'>) => {
    setToasts((shown) => [...shown, { ...toast, id: nextId++ }].slice(-shownMax))
  }, [])
  const remove = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  )
  const toaster = useMemo<Toaster>(
    () => ({
      done: (text, undo) => add({ tone: 'good', text, ...(undo ? { undo } : {}) }),
      failed: (what, error) => {
        const problem = problemOf(error)
        add({ tone: 'bad', text: problem === null ? what : `${what}: ${problem.message}` })
      },
    }),
    [add],
  )
  return (
    <ToasterContext value={toaster}>
      {children}
      <section
        aria-label="Notifications"
        aria-live="polite"
        className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 max-sm:bottom-20"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onGone={remove} />
        ))}
      </section>
    </ToasterContext>
  )
}

function ToastCard({ toast, onGone }: { toast: Toast; onGone: (id: number) => void }) {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = window.setTimeout(() => onGone(toast.id), shownMs)
    return () => window.clearTimeout(timer)
  }, [isHeld, onGone, toast.id])
  const Icon = toast.tone === 'good' ? CircleCheck : CircleAlert
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a note that is being read stays
    <div
      role={toast.tone === 'bad' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex animate-rise items-center gap-2 rounded-lg border border-line bg-raised py-2 pr-2 pl-3 text-13 shadow-float"
    >
      <Icon aria-hidden className={cx('size-4 shrink-0', toast.tone === 'good' ? 'text-good' : 'text-bad')} />
      <p className="min-w-0 flex-1 text-ink">{toast.text}</p>
      {toast.undo && (
        <Button
          size="small"
          onClick={() => {
            toast.undo?.()
            onGone(toast.id)
          }}
        >
          Undo
        </Button>
      )}
      <IconButton size="small" label="Dismiss" icon={X} onClick={() => onGone(toast.id)} />
    </div>
  )
}
