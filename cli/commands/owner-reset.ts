/** `guildhall owner reset`: lets a locked-out owner in again, with a given password or one drawn and shown once. */
import { randomInt } from 'node:crypto'
import { passwordMax, passwordMin } from '../../contracts/access.ts'
import { access } from '../../server/features/access/index.ts'
import { startFeatures } from '../../server/start-features.ts'
import { type Command, print, tell, textOption, UsageError } from '../command.ts'
import { withInstallation } from '../with-context.ts'

/** Crockford's alphabet in lower case: nothing in it is read as something else. 20 of them are 100 bits. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const groupCount = 4
const groupLength = 5

export const ownerReset: Command = {
  name: 'owner reset',
  summary: 'Give the owner a new password and end all their sessions',
  usage: '[--password P]',
  optionLines: [
    `--password P  The new password, ${passwordMin} to ${passwordMax} characters; without it one is made and printed`,
  ],
  options: { password: { type: 'string' } },
  async run(values) {
    const given = textOption(values, 'password')
    if (given !== undefined && (given.length < passwordMin || given.length > passwordMax)) {
      throw new UsageError(`--password must have ${passwordMin} to ${passwordMax} characters`)
    }
    const password = given ?? drawPassword()
    const { email } = await withInstallation(async ({ ctx }) => {
      const features = await startFeatures(ctx, [access])
      try {
        return await features.started.of(access).resetOwnerPassword(ctx, password)
      } finally {
        await features.stop()
      }
    })
    tell(`${email} has a new password, and every session of that account was ended.`)
    if (given === undefined) {
      tell('It is shown this once:')
      print(password)
    }
    return 0
  },
}

function drawPassword(): string {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groupCount }, group).join('-')
}
