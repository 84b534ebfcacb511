/** `guildhall bootstrap`: the first run without a browser; one JSON object on stdout and nothing else there. */
import Type from 'typebox'
import { Password, passwordMax, passwordMin } from '../../contracts/access.ts'
import { EmailAddress, line } from '../../contracts/values.ts'
import type { Context } from '../../server/context.ts'
import { access } from '../../server/features/access/index.ts'
import { communities } from '../../server/features/communities/index.ts'
import type { Started } from '../../server/features/feature.ts'
import { samples } from '../../server/features/samples/index.ts'
import { checkOf } from '../../server/platform/http/validation.ts'
import { invariant } from '../../server/platform/invariant.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { startFeatures } from '../../server/start-features.ts'
import { type Command, CommandError, print, requiredOption, UsageError } from '../command.ts'
import { withContext } from '../with-context.ts'

const communityNameMax = 100

const expected = {
  'owner-email': 'must be an e-mail address',
  'owner-password': `must have ${passwordMin} to ${passwordMax} characters`,
  community: `must be one line of at most ${communityNameMax} characters`,
} as const

const checkValues = checkOf(
  Type.Object({ 'owner-email': EmailAddress, 'owner-password': Password, community: line(communityNameMax) }),
  'body',
)

export const bootstrap: Command = {
  name: 'bootstrap',
  summary: 'Create the owner, the first community and an API key with all permissions',
  usage: '--owner-email E --owner-password P --community NAME [--sample]',
  optionLines: [
    '--owner-email E     E-mail address that the owner signs in with',
    `--owner-password P  Password of the owner, ${passwordMin} to ${passwordMax} characters`,
    '--community NAME    Name of the first community',
    '--sample            Also make the sample community, which can be removed again in the console',
  ],
  options: {
    'owner-email': { type: 'string' },
    'owner-password': { type: 'string' },
    community: { type: 'string' },
    sample: { type: 'boolean' },
  },
  async run(values) {
    const input = {
      ownerEmail: requiredOption(values, 'owner-email'),
      ownerPassword: requiredOption(values, 'owner-password'),
      communityName: requiredOption(values, 'community'),
    }
    const { sample: _, ...named } = values
    refuseMisshapen(named)
    const { communityId, ownerMemberId, apiKey } = await withContext(async ({ ctx }) => {
      // All features take part: each may add to a community that is founded.
      const features = await startFeatures(ctx)
      try {
        const founded = await features.started.of(communities).bootstrap(ctx, input)
        if (values.sample === true) await makeSample(ctx, features.started)
        return founded
      } catch (error) {
        throw isAlreadySetUp(error) ? secondOwner() : error
      } finally {
        await features.stop()
      }
    })
    print(JSON.stringify({ communityId, ownerMemberId, apiKey }))
    return 0
  },
}

async function makeSample(ctx: Context, started: Started): Promise<void> {
  const owner = await started.of(access).findInstallationOwner(ctx.db)
  invariant(owner, 'an installation that was set up has an owner')
  await started.of(samples).makeSample(owner)
}

function refuseMisshapen(values: unknown): void {
  try {
    checkValues(values)
  } catch (error) {
    const pointer = error instanceof Refusal ? error.errors?.[0]?.pointer : undefined
    const name = pointer?.slice(1) as keyof typeof expected
    if (!(name in expected)) throw error
    throw new UsageError(`--${name} ${expected[name]}`)
  }
}

function isAlreadySetUp(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'already_set_up'
}

function secondOwner(): CommandError {
  return new CommandError(
    'This installation already has an owner. Nothing was changed. A lost password is mended with: guildhall owner reset',
  )
}
