/** `guildhall db restore`: makes a backup the database of the data folder, after it was recovered and proved. */
import { resolve } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { refuseExternal } from '../../server/operate/back-up.ts'
import { problemsOf } from '../../server/operate/prove-installation.ts'
import { restore } from '../../server/operate/restore.ts'
import { type Command, print, requiredOption, tell } from '../command.ts'
import { commandLog } from '../with-database.ts'

export const dbRestore: Command = {
  name: 'db restore',
  summary: 'Restore a backup into the data folder; the server must be stopped',
  usage: '--from FOLDER [--replace] [--anyway]',
  optionLines: [
    '--from FOLDER  The backup',
    '--replace      Put the database that is there aside (it is never deleted)',
    '--anyway       Restore although the ledger does not add up or the master key is not the right one',
  ],
  options: { from: { type: 'string' }, replace: { type: 'boolean' }, anyway: { type: 'boolean' } },
  async run(values) {
    const config = readConfig(process.env)
    const wish = {
      backup: resolve(requiredOption(values, 'from')),
      replace: values.replace === true,
      anyway: values.anyway === true,
    }
    refuseExternal(config, 'guildhall db restore')
    const { manifest, proof, putAside } = await restore(config, wish, commandLog())
    print(
      `Restored to ${config.dataDir}: everything up to ${manifest.finishedAt}, ${proof.ledger.transferCount.toLocaleString('en')} transfers.`,
    )
    for (const path of putAside) tell(`What was there before is now ${path}`)
    const problems = problemsOf(proof)
    if (problems.length > 0)
      tell(['Restored with problems:', ...problems.map((each) => `- ${each}`)].join('\n'))
    return 0
  },
}
