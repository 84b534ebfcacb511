/** Copying: a small button that says it did, and an id that can be copied as a whole. */
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

const confirmMs = 1600

/** Copies, and answers true for a moment afterwards. */
export function useCopy(): [isCopied: boolean, copy: (text: string) => void] {
  const [copiedAt, setCopiedAt] = useState(0)
  useEffect(() => {
    if (copiedAt === 0) return
    const timer = window.setTimeout(() => setCopiedAt(0), confirmMs)
    return () => window.clearTimeout(timer)
  }, [copiedAt])
  const copy = (text: string) => {
    void copyText(text).then(() => setCopiedAt(Date.now()))
  }
  return [copiedAt !== 0, copy]
}

/** The clipboard API exists only on https and localhost; elsewhere a selected text area does it. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export function CopyButton({
  text,
  label = 'Copy',
  className,
}: {
  text: string
  label?: string
  className?: string
}) {
  const [isCopied, copy] = useCopy()
  return (
    <IconButton
      size="small"
      label={isCopied ? 'Copied' : label}
      icon={isCopied ? Check : Copy}
      className={cx(isCopied && 'text-good', className)}
      onClick={(event) => {
        event.stopPropagation()
        copy(text)
      }}
    />
  )
}

/** An id in monospace, cut in the middle where there is little room; the copy is always whole. */
export function CopyableId({
  id,
  label = 'Copy the id',
  isWhole,
}: {
  id: string
  label?: string
  isWhole?: boolean
}) {
  const shown = isWhole || id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1 align-middle">
      <code
        title={id}
        className={cx('min-w-0 font-mono text-12 text-ink-2', isWhole ? 'break-all' : 'truncate')}
      >
        {shown}
      </code>
      <CopyButton text={id} label={label} />
    </span>
  )
}
