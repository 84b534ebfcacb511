/** A bound of a price as a filter: it is taken a moment after the last digit. */
import { useEffect, useRef, useState } from 'react'
import { Input } from '../../../ui/input.tsx'

const pauseMs = 400

interface Props {
  label: string
  value: string
  onPick: (value: string) => void
}

export function PriceInput({ label, value, onPick }: Props) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<number | undefined>(undefined)
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return (
    <Input
      aria-label={label}
      placeholder={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={15}
      value={typed}
      className="w-28 text-13 max-sm:flex-1"
      onChange={(event) => {
        const digits = event.target.value.replaceAll(/\D/g, '').replace(/^0+/, '')
        setTyped(digits)
        window.clearTimeout(timer.current)
        timer.current = window.setTimeout(() => onPick(digits), pauseMs)
      }}
    />
  )
}
