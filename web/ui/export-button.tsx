/** Exports a whole list as CSV, page by page: it shows how far it is and can be canceled. */
import { Download, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { PagedEndpoint, RowOf } from '../api/contract-types.ts'
import type { ReadInput } from '../api/queries.ts'
import { readRows } from '../api/read-rows.ts'
import { formatCount } from './amount.rules.ts'
import { Button } from './button.tsx'
import { type CsvValue, csvLine } from './csv.rules.ts'
import { saveCsv } from './save-csv.ts'
import { useToast } from './toast.tsx'

interface Props<Name extends PagedEndpoint> {
  name: Name
  input: ReadInput<Name>
  /** Without its extension; the day is added. */
  fileName: string
  columns: readonly { header: string; value: (row: RowOf<Name>) => CsvValue }[]
}

export function ExportButton<Name extends PagedEndpoint>({ name, input, fileName, columns }: Props<Name>) {
  const [count, setCount] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  const toast = useToast()
  useEffect(() => () => running.current?.abort(), [])

  const run = async () => {
    const controller = new AbortController()
    running.current = controller
    const parts = [csvLine(columns.map(({ header }) => header))]
    setCount(0)
    try {
      for await (const row of readRows(name, input, controller.signal)) {
        parts.push(csvLine(columns.map(({ value }) => value(row))))
        if (parts.length % 200 === 0) setCount(parts.length - 1)
      }
      saveCsv(`${fileName}-${new Date().toISOString().slice(0, 10)}.csv`, parts)
      toast.done(`${formatCount(parts.length - 1)} rows were exported`)
    } catch (error) {
      if (!controller.signal.aborted) toast.failed('The list could not be exported', error)
    } finally {
      setCount(null)
    }
  }

  if (count === null) {
    return (
      <Button variant="ghost" title="Export CSV" icon={Download} onClick={() => void run()}>
        <span className="max-xl:sr-only">Export CSV</span>
      </Button>
    )
  }
  return (
    <Button variant="ghost" icon={X} onClick={() => running.current?.abort()}>
      Cancel the export <span aria-live="polite">({formatCount(count)})</span>
    </Button>
  )
}
