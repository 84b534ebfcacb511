/** `guildhall secret rotate`: a new master key, and everything that was sealed under the old one sealed under it. */
import { readConfig, readNextSecret } from '../../server/config.ts'
import { rotateMasterKey } from '../../server/operate/rotate-master-key.ts'
import { keyPath } from '../../server/platform/master-key.ts'
import { type Command, print, tell } from '../command.ts'
import { refuseWithoutInstallation } from '../with-context.ts'
import { commandLog } from '../with-database.ts'

export const secretRotate: Command = {
  name: 'secret rotate',
  summary: 'Change the master key, and seal every secret under the new one; the server must be stopped',
  usage: '',
  optionLines: [],
  options: {},
  async run() {
    const config = readConfig(process.env)
    await refuseWithoutInstallation(config)
    const { count, unreadable, keptAt } = await rotateMasterKey(
      config,
      readNextSecret(process.env),
      commandLog(),
    )
    print(`${count.toLocaleString('en')} secrets are sealed under the new master key.`)
    if (keptAt === undefined) {
      tell(
        'Set GUILDHALL_SECRET to what GUILDHALL_SECRET_NEXT is, on every node. Older backups need the old one.',
      )
    } else {
      tell(`The new key is ${keyPath(config)}: put a copy into a safe place, and on every node.`)
      tell(`The old one is kept as ${keptAt}: older backups need it. Delete it with the last of them.`)
    }
    tell('Everybody signs in again.')
    for (const { what, count: left } of unreadable) {
      tell(`Neither key opens ${left.toLocaleString('en')} ${what}: they stay as they were.`)
    }
    return unreadable.length === 0 ? 0 : 1
  },
}
