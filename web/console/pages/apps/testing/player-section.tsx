/** The test player: how the game knows it, what it has now, and taking all of that away. */
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import type { TestPlayer } from '../../../../../contracts/test-players.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'

const refreshMs = 2000

export function PlayerSection({ app, player }: { app: App; player: TestPlayer }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const toast = useToast()
  const [isResetting, setResetting] = useState(false)
  const reset = useWrite('resetTestPlayer', { refreshes: ['getInventory', 'listDeliveries', 'listMerges'] })
  return (
    <Section
      title="Test player"
      description="The game knows it by this address. It is no member, and nobody can buy what it lists."
      actions={
        <Button size="small" icon={RotateCcw} onClick={() => setResetting(true)}>
          Reset
        </Button>
      }
    >
      <p className="font-mono text-13 [overflow-wrap:anywhere]">{player.email}</p>
      <Holdings player={player} />
      {isResetting && (
        <ConfirmDialog
          question="Reset the test player?"
          consequence="Its merges, orders and active time end, and all of its units are burned. The game is told of what it wants to know."
          verb="Reset it"
          isPending={reset.isPending}
          problem={reset.error}
          onConfirm={() =>
            reset.mutate(
              { params, idempotencyKey: null },
              {
                onSuccess: ({ unitCount }) => {
                  setResetting(false)
                  toast.done(`The test player was reset; units burned: ${formatCount(unitCount)}`)
                },
              },
            )
          }
          onClose={() => {
            setResetting(false)
            reset.reset()
          }}
        />
      )}
    </Section>
  )
}

function Holdings({ player }: { player: TestPlayer }) {
  const params = { ...useCommunityParams(), memberId: player.id }
  const maySee = useMay('view_members')
  const inventory = useRead('getInventory', { params }, { isEnabled: maySee, refetchMs: refreshMs })
  const holdings = inventory.data?.data ?? []
  if (!maySee) return null
  if (holdings.length === 0) return <p className="text-13 text-ink-2">It has nothing yet.</p>
  return (
    <ul aria-label="What the test player has" className="flex flex-col gap-1 text-13">
      {holdings.map(({ itemId, tier, name, available, held }) => (
        <li key={`${itemId} ${tier}`} className="flex flex-wrap justify-between gap-x-4">
          <span className="[overflow-wrap:anywhere]">{name}</span>
          <span className="text-ink-2">
            {formatCount(available)} available
            {held.map(({ purpose, quantity }) => `, ${formatCount(quantity)} in a ${purpose}`).join('')}
          </span>
        </li>
      ))}
    </ul>
  )
}
