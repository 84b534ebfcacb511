/** What a request changed: ledger lines and fields, with the way to the logs and to the members. */
import { useNavigate } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import type { ReceiptDetails } from '../../../../../contracts/receipts.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import { EffectList } from '../effect-list.tsx'

interface Props {
  receipt: ReceiptDetails
  fieldNames: ReadonlyMap<string, string>
}

const memberLinkMax = 8

export function ReceiptEffects({ receipt, fieldNames }: Props) {
  const { communityId } = useMembership()
  const navigate = useNavigate()
  const maySeeLogs = useMay('view_ledger')
  const maySeeMembers = useMay('view_members')
  const { effects } = receipt
  if (effects.length === 0) {
    return (
      <EmptyState icon={ListChecks} title="Nothing was changed">
        {receipt.status === 'pending'
          ? 'The request has not been applied yet.'
          : 'A request changes everything that its mapping says, or nothing at all.'}
      </EmptyState>
    )
  }
  const members = new Map(effects.map(({ memberId, memberLabel }) => [memberId, memberLabel]))
  const hasCurrency = effects.some(({ kind }) => kind === 'currency')
  return (
    <div className="flex flex-col gap-4">
      <EffectList effects={effects} fieldNames={fieldNames} />
      <div className="flex flex-wrap gap-2">
        {hasCurrency && maySeeLogs && (
          <ButtonLink
            icon={ListChecks}
            to="/console/$community/settings/gamification-logs"
            params={{ community: communityId }}
            search={{ cause: receipt.id }}
          >
            Gamification Logs
          </ButtonLink>
        )}
        {maySeeMembers &&
          [...members].slice(0, memberLinkMax).map(([memberId, label]) => (
            <Button
              key={memberId}
              variant="ghost"
              onClick={() =>
                void navigate({
                  to: '/console/$community/members/$memberId',
                  params: { community: communityId, memberId },
                })
              }
            >
              Open {label}
            </Button>
          ))}
      </div>
    </div>
  )
}
