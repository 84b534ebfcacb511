/** Mailbox: mails that no mail server took, so that their links can be opened or handed out. */
import { Mail, RefreshCw } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { useSession } from '../../../app/session.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'

const refreshMs = 5000

export function MailboxPage() {
  const { communityName } = useMembership()
  const { isMailboxOpen } = useSession()
  const mailbox = useRead('listMailbox', {}, { isEnabled: isMailboxOpen, refetchMs: refreshMs })
  return (
    <>
      <PageHeader
        title="Mailbox"
        place={communityName}
        sentence="No mail server is set up, so mails wait here instead. Only the owner of the installation sees them, and only on this machine."
        secondary={
          <Button icon={RefreshCw} onClick={() => void mailbox.refetch()}>
            Refresh
          </Button>
        }
      />
      {!isMailboxOpen ? (
        <EmptyState icon={Mail} title="The mailbox is closed">
          It is open while no mail server is set up and the public address is on this machine. Set up a mail
          server with the SMTP settings to send real mails.
        </EmptyState>
      ) : mailbox.isPending ? (
        <SkeletonLines count={6} label="Loading the mails" />
      ) : mailbox.error ? (
        <ErrorState problem={mailbox.error} what="the mailbox" onRetry={() => void mailbox.refetch()} />
      ) : mailbox.data.data.length === 0 ? (
        <EmptyState icon={Mail} title="No mail yet">
          When somebody registers, is invited or forgets a password, the mail with its link appears here.
        </EmptyState>
      ) : (
        <ul className="flex max-w-3xl flex-col gap-3">
          {mailbox.data.data.map((mail) => (
            <li key={mail.id} className="rounded-lg border border-line bg-surface px-4 py-3">
              <div className="flex items-baseline justify-between gap-4">
                <h2 className="min-w-0 truncate text-14 font-semibold">{mail.subject}</h2>
                <RelativeTime at={mail.at} className="shrink-0 text-12 text-ink-3" />
              </div>
              <p className="text-12 text-ink-3">To {mail.to}</p>
              <p className="whitespace-pre-wrap py-2 text-13 text-ink-2 [overflow-wrap:anywhere]">
                {mail.text}
              </p>
              {mail.link && (
                <div className="flex items-center gap-2">
                  <a href={mail.link} className={buttonClass()}>
                    Open the link
                  </a>
                  <CopyButton text={mail.link} label="Copy the link" />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
