/**
 * `guildhall ledger verify`: recomputes every balance from the transfers, and what is held, capped and counted, also
 * while the server runs.
 */
import type { LedgerProof } from '../../server/features/ledger/index.ts'
import { proveConservation } from '../../server/operate/conservation.ts'
import { longRead } from '../../server/platform/db/long-read.ts'
import { type Command, print } from '../command.ts'
import { withInstallation } from '../with-context.ts'

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: 'Recompute every balance from the transfers; exit code 1 when something does not agree',
  usage: '[--json]',
  optionLines: ['--json  Print {"transferCount", "problems"} instead of words'],
  options: { json: { type: 'boolean' } },
  async run(values) {
    const proof = await withInstallation(({ pool }) => longRead(pool, proveConservation))
    print(values.json === true ? JSON.stringify(proof) : inWords(proof))
    return proof.problems.length === 0 ? 0 : 1
  },
}

function inWords({ transferCount, problems }: LedgerProof): string {
  const counted = `${transferCount.toLocaleString('en')} ${transferCount === 1 ? 'transfer' : 'transfers'} verified`
  if (problems.length === 0) return `${counted}: every balance agrees with them.`
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`
  return [`${counted}, ${count} found:`, ...problems.map((problem) => `- ${problem}`)].join('\n')
}
