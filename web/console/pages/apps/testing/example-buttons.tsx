/** A button for each webhook that games know, by the name that they know it by. */
import { Send } from 'lucide-react'
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { exampleForms } from './flow.rules.ts'

interface Props {
  app: App
  isConnected: boolean
  onSent: (deliveryId: string) => void
}

export function ExampleButtons({ app, isConnected, onSent }: Props) {
  const params = { ...useCommunityParams(), appId: app.id }
  const toast = useToast()
  const send = useWrite('testAppWebhook', { refreshes: ['listDeliveries'] })
  if (!isConnected) {
    return <p className="text-13 text-ink-2">Save the URL of the webhook first, in the tab App.</p>
  }
  return (
    <div className="flex flex-wrap gap-2">
      {exampleForms.map(({ name, type }) => (
        <Button
          key={name}
          icon={Send}
          disabled={send.isPending}
          onClick={() =>
            send.mutate(
              { params, body: { type } },
              {
                onSuccess: ({ id }) => {
                  onSent(id)
                  toast.done(`The test of ${name} is on its way`)
                },
                onError: (error) => toast.failed('The test could not be sent', error),
              },
            )
          }
        >
          {name}
        </Button>
      ))}
    </div>
  )
}
