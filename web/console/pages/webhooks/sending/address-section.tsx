/** The address of a webhook and what senders must show; from here a test can be sent, and code be copied. */
import { ChevronDown, Code, FileCheck, KeyRound, Lock, Send } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { cx } from '../../../../ui/cx.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { modeLabel } from '../encryption.rules.ts'
import type { Sampling } from '../map/use-sample.ts'
import { presetOf } from '../signature.rules.ts'
import { isReachedOnlyFromHere } from './sample-bodies.rules.ts'
import { TestComposer } from './test-composer.tsx'

/** Few visits come for it. */
const SenderCode = lazy(async () => ({ default: (await import('./sender-code.tsx')).SenderCode }))

interface Props {
  webhook: IncomingWebhook
  sampling: Sampling
}

type Drawer = 'test' | 'code' | null

export function AddressSection({ webhook, sampling }: Props) {
  const [drawer, setDrawer] = useState<Drawer>(webhook.lastReceivedAt === null ? 'test' : null)
  const toggle = (wanted: Drawer) => setDrawer(drawer === wanted ? null : wanted)
  const { url } = webhook
  if (url === null) return null
  return (
    <Section>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end gap-x-2 gap-y-3">
          <Field label="Incoming Webhook URL" className="flex-1 basis-80">
            <div className="flex items-center gap-1">
              <Input isMono readOnly value={url} onFocus={(event) => event.target.select()} />
              <CopyButton text={url} label="Copy the URL" />
            </div>
          </Field>
          <div className="flex flex-wrap gap-2">
            <DrawerButton icon={Send} isOpen={drawer === 'test'} onClick={() => toggle('test')}>
              Send a test from here
            </DrawerButton>
            <DrawerButton icon={Code} isOpen={drawer === 'code'} onClick={() => toggle('code')}>
              Code for the sender
            </DrawerButton>
          </div>
        </div>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-12 text-ink-2">
          <li>
            <span className="font-medium text-ink">POST</span> any JSON
          </li>
          <Requirement icon={KeyRound} isOn={webhook.apiKeys.length > 0}>
            {webhook.apiKeys[0] === undefined ? (
              'No API key'
            ) : (
              <code className="font-mono">x-api-key: {webhook.apiKeys[0].masked}</code>
            )}
          </Requirement>
          <Requirement icon={FileCheck} isOn={webhook.signature !== null}>
            {webhook.signature === null
              ? 'No signature'
              : `Signature: ${presetOf(webhook.signature.scheme.preset).label}`}
          </Requirement>
          <Requirement icon={Lock} isOn={webhook.encryption !== null}>
            {webhook.encryption === null ? (
              'Not encrypted'
            ) : (
              <>
                {modeLabel(webhook.encryption.mode)}, <code className="font-mono">x-encrypted: true</code>
              </>
            )}
          </Requirement>
        </ul>
        {webhook.previousUrlUntil && (
          <Notice>
            The address before this one works until <RelativeTime at={webhook.previousUrlUntil} />.
          </Notice>
        )}
        {isReachedOnlyFromHere(url) && (
          <Notice tone="warn">
            <span className="font-medium text-ink">Only this machine reaches this address.</span> Senders
            elsewhere need a public name: set <code className="font-mono text-12">GUILDHALL_PUBLIC_URL</code>{' '}
            or put a reverse proxy in front. Tests from here work.
          </Notice>
        )}
        {drawer === 'test' && <TestComposer webhook={webhook} sampling={sampling} />}
        {drawer === 'code' && (
          <Suspense fallback={<SkeletonLines count={9} label="Loading the code" />}>
            <SenderCode webhook={webhook} url={url} sample={sampling.sample} />
          </Suspense>
        )}
      </div>
    </Section>
  )
}

function DrawerButton(props: { icon: typeof Send; isOpen: boolean; onClick: () => void; children: string }) {
  return (
    <Button icon={props.icon} aria-expanded={props.isOpen} onClick={props.onClick}>
      {props.children}
      <ChevronDown
        aria-hidden
        className={cx('size-4 text-ink-3 transition-transform', props.isOpen && 'rotate-180')}
      />
    </Button>
  )
}

function Requirement(props: { icon: typeof Lock; isOn: boolean; children: ReactNode }) {
  const Icon = props.icon
  return (
    <li className="inline-flex items-center gap-1">
      <Icon aria-hidden className={cx('size-3.5', props.isOn ? 'text-good' : 'text-ink-3')} />
      {props.children}
    </li>
  )
}
