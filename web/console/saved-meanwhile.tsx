/** Somebody saved something newer than what is being edited: take theirs, or go on with mine on top of it. */
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

interface Props {
  /** What it is, as a sentence begins with it: "This app". */
  what: string
  onTakeTheirs: () => void
  onKeepMine: () => void
}

export function SavedMeanwhile({ what, onTakeTheirs, onKeepMine }: Props) {
  return (
    <div role="alert">
      <Notice
        tone="warn"
        title={`${what} was changed meanwhile`}
        actions={
          <>
            <Button size="small" onClick={onTakeTheirs}>
              Load what is saved
            </Button>
            <Button size="small" onClick={onKeepMine}>
              Keep my changes
            </Button>
          </>
        }
      >
        What you changed is still here and was not saved. If you keep it, saving puts it on top.
      </Notice>
    </div>
  )
}
