/** Per asset where its units are, and that they add up to what was issued; the whole table can be downloaded. */
import { Download } from 'lucide-react'
import type { ConservationRun } from '../../../../contracts/conservation.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { csvLine } from '../../../ui/csv.rules.ts'
import { cx } from '../../../ui/cx.ts'
import { saveCsv } from '../../../ui/save-csv.ts'
import { ScrollRow } from '../../../ui/scroll-row.tsx'
import { Section } from '../../../ui/section.tsx'
import { byTrouble, shownWords } from './laws.rules.ts'

type Sums = ConservationRun['assets'][number]

/** As many as a reader looks through; the download has all of them. */
const shownMax = 100

const columns: readonly { key: Exclude<keyof Sums, 'asset'>; header: string }[] = [
  { key: 'issued', header: 'Issued' },
  { key: 'sunk', header: 'Taken out' },
  { key: 'members', header: 'Members' },
  { key: 'treasuries', header: 'Treasuries' },
  { key: 'holds', header: 'Holds' },
  { key: 'others', header: 'Fees and others' },
  { key: 'sum', header: 'Sum' },
]

export function AssetSums({ run }: { run: ConservationRun }) {
  const rows = byTrouble(run.assets).slice(0, shownMax)
  const left = run.assets.length - rows.length
  if (rows.length === 0) return null
  return (
    <Section
      title="Where everything is"
      description="What was issued, less what was taken out, is what members, treasuries and holds have: the sum is 0."
      actions={<DownloadButton run={run} />}
      isFlush
    >
      <ScrollRow label="Sums of assets">
        <table className="w-full min-w-[44rem] text-13">
          <thead>
            <tr className="text-12 text-ink-3">
              <th scope="col" className="py-2 pl-4 text-left font-medium">
                Asset
              </th>
              {columns.map(({ key, header }) => (
                <th key={key} scope="col" className="py-2 pr-4 pl-2 text-right font-medium">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.asset} className="border-t border-line">
                <th scope="row" className="py-1.5 pl-4 text-left font-medium">
                  <span className="inline-flex items-center gap-1" title={row.asset}>
                    {assetName(row.asset)}
                    {row.asset.startsWith('item:') && (
                      <CopyButton text={row.asset} label="Copy the code of the asset" />
                    )}
                  </span>
                </th>
                {columns.map(({ key }) => (
                  <td
                    key={key}
                    className={cx(
                      'py-1.5 pr-4 pl-2 text-right tabular-nums',
                      key === 'sum' && (row.sum === 0 ? 'font-medium text-good' : 'font-semibold text-bad'),
                    )}
                  >
                    {formatCount(row[key])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRow>
      {left > 0 && (
        <p className="border-t border-line px-4 py-2 text-13 text-ink-2">
          {formatCount(left)} more add up too; the download has all of them.
        </p>
      )}
    </Section>
  )
}

function DownloadButton({ run }: { run: ConservationRun }) {
  const { communityId } = useCommunityParams()
  const save = () =>
    saveCsv(`ledger-proof-${(run.finishedAt ?? run.startedAt).slice(0, 10)}.csv`, [
      csvLine(['asset', ...columns.map(({ key }) => key)]),
      ...run.assets.map((row) => csvLine([row.asset, ...columns.map(({ key }) => row[key])])),
      ...(run.problems.length === 0 ? [] : [csvLine([]), csvLine(['law', 'finding', 'of', 'id'])]),
      ...run.problems.map(({ check, words, subject }) =>
        csvLine([check, shownWords(words, communityId), subject?.kind ?? null, subject?.id ?? null]),
      ),
    ])
  return (
    <Button icon={Download} onClick={save}>
      Download
    </Button>
  )
}
