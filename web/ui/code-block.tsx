/** Code to read and copy; long lines scroll, the copy button stays. */
import { CopyButton } from './copy-button.tsx'
import { cx } from './cx.ts'

interface Props {
  code: string
  label: string
  isWrapped?: boolean
  className?: string
}

export function CodeBlock({ code, label, isWrapped, className }: Props) {
  return (
    <figure
      aria-label={label}
      className={cx('relative min-w-0 rounded-md border border-line bg-sunken', className)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto rounded-md p-3 pr-10 font-mono text-12 text-ink">
        <code className={isWrapped ? 'whitespace-pre-wrap break-all' : ''}>{code}</code>
      </pre>
      <CopyButton text={code} label={`Copy: ${label}`} className="absolute top-2 right-2 bg-sunken" />
    </figure>
  )
}
