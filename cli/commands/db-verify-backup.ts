/** `guildhall db verify-backup`: the rehearsal of a restore, in a folder that is removed again. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { problemsOf } from '../../server/operate/prove-installation.ts'
import { verifyBackup } from '../../server/operate/restore.ts'
import { type Command, print, requiredOption } from '../command.ts'
import { commandLog } from '../with-database.ts'

export const dbVerifyBackup: Command = {
  name: 'db verify-backup',
  summary: 'Rehearse a restore in a temporary folder; exit code 1 when something does not agree',
  usage: '--from FOLDER',
  optionLines: ['--from FOLDER  The backup; its database is unpacked below TMPDIR for a while'],
  options: { from: { type: 'string' } },
  async run(values) {
    const backup = resolve(requiredOption(values, 'from'))
    const scratch = await mkdtemp(join(tmpdir(), 'guildhall-rehearsal-'))
    const { manifest, proof } = await verifyBackup(readConfig(process.env), backup, scratch, commandLog())
    const problems = problemsOf(proof)
    const counted = `${manifest.files.length} files, ${proof.ledger.transferCount.toLocaleString('en')} transfers verified`
    if (problems.length === 0) {
      print(`${counted}: the backup can be restored, up to ${manifest.finishedAt}.`)
      return 0
    }
    print([`${counted}, but:`, ...problems.map((problem) => `- ${problem}`)].join('\n'))
    return 1
  },
}
