/** The Client Id of an app and, to its right, where its approval stands, with the steps that lead on. */
import type { App } from '../../../../../contracts/apps.ts'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Section } from '../../../../ui/section.tsx'
import { stateWords } from '../app-state.rules.ts'
import { AppStateBadge } from '../app-state.tsx'
import { ApprovalSteps } from './approval-steps.tsx'

export function StandingSection({ app }: { app: App }) {
  return (
    <Section>
      <div className="grid gap-4 md:grid-cols-2">
        <Field label="Client Id" hint="Public. Calls of the game’s server name it as clientId.">
          <span className="flex items-center gap-1">
            <Input isMono readOnly value={app.clientId} onFocus={(event) => event.target.select()} />
            <CopyButton text={app.clientId} label="Copy the Client Id" />
          </span>
        </Field>
        <div className="flex min-w-0 flex-col gap-1">
          <p className="text-13 font-medium text-ink">Approval status</p>
          <div className="flex min-h-8 flex-wrap items-center gap-2">
            <span className="mr-auto" role="status" aria-label="Approval status">
              <AppStateBadge state={app.state} />
            </span>
            <ApprovalSteps app={app} />
          </div>
          <p className="text-12 text-ink-3">{stateWords[app.state].sentence}</p>
          {app.stateReason !== null && (
            <p className="text-13 text-ink-2 [overflow-wrap:anywhere]">
              <span className="font-medium text-ink">Reason:</span> {app.stateReason}
            </p>
          )}
        </div>
      </div>
    </Section>
  )
}
