/** Other samples: any of the last requests, or a pasted mock. */
import { ChevronDown, ClipboardPaste } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../../../../ui/menu.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { shortValue } from './payload-path.rules.ts'
import type { RecentRequest, Sampling } from './use-sample.ts'

interface Props {
  sampling: Sampling
  onPaste: () => void
}

export function SampleMenu({ sampling, onPaste }: Props) {
  const { recent, sample } = sampling
  return (
    <Menu
      label="Samples"
      trigger={
        <Button variant="ghost">
          Samples
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      }
    >
      {recent.length > 0 && <MenuHeading>The last {recent.length} requests</MenuHeading>}
      {recent.map((request) => (
        <MenuItem
          key={request.receiptId}
          isChosen={request.receiptId === sample?.receiptId}
          onSelect={() => sampling.choose(request.receiptId)}
        >
          <RelativeTime at={request.receivedAt} className="text-ink" />{' '}
          <span className="font-mono text-12 text-ink-3">{previewOf(request)}</span>
        </MenuItem>
      ))}
      {recent.length > 0 && <MenuSeparator />}
      <MenuItem icon={ClipboardPaste} onSelect={onPaste}>
        Paste a mock sample
      </MenuItem>
    </Menu>
  )
}

const previewLength = 36

function previewOf({ payload, problem }: RecentRequest): string {
  if (problem !== null) return problem
  const text = typeof payload === 'object' ? JSON.stringify(payload) : shortValue(payload)
  return text.length > previewLength ? `${text.slice(0, previewLength)}…` : text
}
