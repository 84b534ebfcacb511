/** Something to copy, under a caption: a command, headers, an answer. Long lines wrap; what is copied stays whole. */
import { CopyButton } from '../ui/copy-button.tsx'
import { JsonWords } from './json-words.tsx'

interface Props {
  caption: string
  code: string
  label: string
  format?: 'text' | 'json'
}

export function Sample({ caption, code, label, format = 'text' }: Props) {
  return (
    <figure aria-label={label} className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex h-9 items-center justify-between border-b border-line bg-sunken pr-2 pl-3 text-12 font-medium text-ink-2">
        {caption}
        <CopyButton text={code} label={`Copy: ${label}`} />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto whitespace-pre-wrap p-3 font-mono text-12 leading-5 text-ink [overflow-wrap:anywhere] focus-visible:outline-offset-[-2px]"
      >
        <code>{format === 'json' ? <JsonWords code={code} /> : code}</code>
      </pre>
    </figure>
  )
}
