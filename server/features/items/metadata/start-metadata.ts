/** Starts the fetching of what addresses say, with a way out of its own: few sockets, so that no host is pressed. */
import { outboundSettingsOf } from '../../../config.ts'
import type { Context } from '../../../context.ts'
import { createOutbound } from '../../../platform/outbound/outbound.ts'
import type { ImageMaker } from '../images/make-image.ts'
import type { LooksListeners } from './looks-listeners.ts'
import { fetchesMax, type MetadataWorker, startMetadataWorker } from './metadata-worker.ts'

const totalMsDefault = 10_000
const perHostMax = 2

export function startMetadata(ctx: Context, images: ImageMaker, looks: LooksListeners): MetadataWorker {
  const settings = outboundSettingsOf(ctx.config)
  // What the operator opened is warned of once, by whoever sends the webhooks.
  const outbound = createOutbound(
    { ...settings, socketsMax: fetchesMax, socketsPerOriginMax: perHostMax },
    ctx.log.child({}, { level: 'error' }),
  )
  const totalMs = ctx.config.attemptLimits?.totalMs ?? totalMsDefault
  const worker = startMetadataWorker(ctx, { outbound, images, totalMs }, looks)
  return {
    ...worker,
    async stop() {
      await worker.stop()
      await outbound.close()
    },
  }
}
