/** Adds an event of the community's own by its name: which there are is known only to whoever publishes them. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Input } from '../../../../ui/input.tsx'
import { isCovered, readCustomName } from './type-choice.rules.ts'

interface Props {
  chosen: readonly string[]
  isDisabled: boolean
  onAdd: (pattern: string) => void
}

export function CustomEventField({ chosen, isDisabled, onAdd }: Props) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const add = () => {
    const read = readCustomName(typed)
    if ('problem' in read) return setProblem(read.problem)
    setProblem(undefined)
    setTyped('')
    if (!isCovered(chosen, read.pattern)) onAdd(read.pattern)
  }
  return (
    <Field label="Or one of them by its name" error={problem}>
      <div className="flex flex-wrap gap-2">
        <Input
          isMono
          value={typed}
          placeholder="custom.match_ended"
          disabled={isDisabled}
          className="flex-1 basis-48"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // The form around it is not meant.
            event.preventDefault()
            add()
          }}
        />
        <Button icon={Plus} disabled={isDisabled} onClick={add}>
          Add
        </Button>
      </div>
    </Field>
  )
}
