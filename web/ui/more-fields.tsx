/** Fields that most people leave alone, folded away; they unfold for a problem among them, and stay so when it is mended. */
import { type ReactNode, useState } from 'react'

interface Props {
  title: string
  hasProblem: boolean
  children: ReactNode
}

export function MoreFields({ title, hasProblem, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="p-4"
      open={isOpen || hasProblem}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="w-fit cursor-pointer rounded-sm text-13 font-medium text-ink">{title}</summary>
      {children}
    </details>
  )
}
