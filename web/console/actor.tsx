/** Who did something: a person, an API key, a portal link, an app, a webhook or the system itself. */
import { Bot, Gamepad2, KeyRound, Link2, type LucideIcon, UserRound, Webhook } from 'lucide-react'
import type { ActorView } from '../../contracts/values.ts'

const kinds: Record<ActorView['kind'], { icon: LucideIcon; label: string }> = {
  account: { icon: UserRound, label: 'Person' },
  api_key: { icon: KeyRound, label: 'API key' },
  portal_link: { icon: Link2, label: 'Portal link' },
  app: { icon: Gamepad2, label: 'App' },
  webhook: { icon: Webhook, label: 'Webhook' },
  system: { icon: Bot, label: 'System' },
}

export function Actor({ actor }: { actor: ActorView }) {
  const { icon: Icon, label } = kinds[actor.kind]
  return (
    <span className="flex min-w-0 max-w-full items-center gap-2" title={`${label}: ${actor.label}`}>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="sr-only">{label}: </span>
      <span className="truncate">{actor.label}</span>
    </span>
  )
}
