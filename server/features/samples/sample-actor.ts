/** Who does what happens in the sample: the product itself, each time in a request of its own. */
import type { Context } from '../../context.ts'
import { type Actor, systemActor } from '../actor.ts'

export const sampleActor = ({ ids }: Pick<Context, 'ids'>): Actor => systemActor('Sample', ids.next())
