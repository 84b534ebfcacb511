/** The signing secret of a webhook that was just made, to be copied now. */
import type { App } from '../../../../../contracts/apps.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { SecretOnce } from '../../endpoints/secrets/secret-once.tsx'

interface Props {
  app: App
  secret: string
  onClose: () => void
}

export function SecretDialog({ app, secret, onClose }: Props) {
  return (
    <Dialog
      title={`The webhook of “${app.title}” is saved`}
      description="Each request is signed, so that the server of the game can tell ours from others."
      mustAnswer
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <SecretOnce secret={secret} />
    </Dialog>
  )
}
