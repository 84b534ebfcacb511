/** What happens, what is sent, and what becomes of it: the sample on the empty page of outgoing webhooks. */
import { ArrowDown } from 'lucide-react'
import type { ReactNode } from 'react'

const request = `POST https://game.example.com/guildhall
webhook-id: 01995c2e-…
webhook-signature: v1,K5oZfzN9…

{ "type": "currency.changed",
  "data": { "asset": "coins", "amount": 25, "balance": 140 } }`

export function WhatIsSent() {
  return (
    <div className="flex flex-col gap-2 text-13">
      <Step title="Something happens here">
        <p className="text-ink">Ada earns 25 Coins.</p>
      </Step>
      <Step title="Your address is sent it, signed">
        <pre className="whitespace-pre-wrap break-all font-mono text-12 text-ink">{request}</pre>
      </Step>
      <Step title="When your system is away, it is sent again" isLast>
        <p className="text-ink">
          After 5 seconds, 5 minutes, half an hour and so on, for three days. Every attempt is shown with its
          answer.
        </p>
      </Step>
    </div>
  )
}

function Step({ title, isLast, children }: { title: string; isLast?: boolean; children: ReactNode }) {
  return (
    <>
      <div className="rounded-lg border border-line bg-sunken px-4 py-3">
        <p className="pb-1 text-12 font-medium text-ink-3">{title}</p>
        {children}
      </div>
      {!isLast && <ArrowDown aria-hidden className="mx-auto size-4 text-ink-3" />}
    </>
  )
}
