/** `guildhall secret accept`: goes on with the master key at hand when the one of the database is lost for good. */
import { acceptKey } from '../../server/operate/accept-key.ts'
import { lostWithoutMasterKey } from '../../server/operate/sealed.ts'
import { type Command, print } from '../command.ts'
import { commandLog, withPool } from '../with-database.ts'

export const secretAccept: Command = {
  name: 'secret accept',
  summary: 'Go on with the master key at hand when the one of the database is lost for good',
  usage: '[--anyway]',
  optionLines: ['--anyway  Also when secrets are there that it does not open'],
  options: { anyway: { type: 'boolean' } },
  async run(values) {
    const { unreadable, isAccepted } = await withPool((_pool, config, connection) =>
      acceptKey(config, connection, values.anyway === true, commandLog()),
    )
    const lost = unreadable.map(({ what, count }) => `- ${count.toLocaleString('en')} ${what}`)
    if (lost.length > 0) print(['This master key does not open:', ...lost].join('\n'))
    print(
      isAccepted
        ? `The next start takes this master key. Lost: ${lost.length > 0 ? 'the above, and ' : ''}${lostWithoutMasterKey.at(-1)}.`
        : 'Nothing was changed. With --anyway the next start takes this master key, and the above stays closed.',
    )
    return isAccepted ? 0 : 1
  },
}
