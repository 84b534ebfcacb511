/** The dialog in which something is done with units of an item: a form, a way back, and the button that does it. */
import type { ComponentProps, ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'

interface Props extends Pick<ComponentProps<typeof Form>, 'problem' | 'onSubmit'> {
  /** Of the form, and of no other on the page. */
  id: string
  title: string
  description?: string
  /** What the button says. */
  action: ReactNode
  isPending: boolean
  isReady: boolean
  onClose: () => void
  /** What has to be known before anything is filled in. */
  before?: ReactNode
  children: ReactNode
}

export function UnitsDialog({
  id,
  problem,
  onSubmit,
  action,
  isPending,
  isReady,
  before,
  children,
  ...dialog
}: Props) {
  return (
    <Dialog
      {...dialog}
      mustAnswer
      footer={
        <>
          <Button onClick={dialog.onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" isPending={isPending} disabled={!isReady}>
            {action}
          </Button>
        </>
      }
    >
      {before}
      <Form id={id} problem={problem} onSubmit={onSubmit}>
        {children}
      </Form>
    </Dialog>
  )
}
