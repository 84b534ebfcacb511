/** The method of an endpoint as a small word; its color repeats what the word says. */
import { cx } from '../ui/cx.ts'

const tones: Readonly<Record<string, string>> = {
  GET: 'text-accent-text',
  POST: 'text-good',
  PUT: 'text-warn',
  PATCH: 'text-warn',
  DELETE: 'text-bad',
}

const grounds: Readonly<Record<string, string>> = {
  GET: 'bg-accent-soft',
  POST: 'bg-good-soft',
  PUT: 'bg-warn-soft',
  PATCH: 'bg-warn-soft',
  DELETE: 'bg-bad-soft',
}

/** `plain`: only the colored word, for lists. */
export function MethodBadge({ method, look = 'filled' }: { method: string; look?: 'filled' | 'plain' }) {
  return (
    <span
      className={cx(
        'inline-flex shrink-0 items-center font-mono text-12 font-semibold',
        tones[method] ?? 'text-ink-2',
        look === 'filled' && `h-5 rounded-sm px-1.5 ${grounds[method] ?? 'bg-idle-soft'}`,
      )}
    >
      {look === 'plain' && method === 'DELETE' ? (
        <abbr title="DELETE" className="no-underline">
          DEL
        </abbr>
      ) : (
        method
      )}
    </span>
  )
}
