/**
 * The composition root: database, features, jobs and HTTP in order, and their stop in reverse. The only file
 * that knows everything; nothing imports it but the process and the tests.
 */
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '../contracts/endpoint.ts'
import { endpoints } from '../contracts/index.ts'
import type { RuntimeConfig } from './config.ts'
import type { Context } from './context.ts'
import { fingiFace } from './faces/fingi/index.ts'
import { faceDocumentPath, faceOpenApi } from './faces/fingi/openapi.ts'
import { access } from './features/access/index.ts'
import type { Started } from './features/feature.ts'
import { incoming } from './features/incoming/index.ts'
import { outgoing } from './features/outgoing/index.ts'
import { createGate } from './gate.ts'
import { followedOf, gaugesOf } from './gauges.ts'
import { openContext } from './open-context.ts'
import { conservationJobs } from './operate/conservation.jobs.ts'
import { installationRoutes } from './operate/installation.routes.ts'
import { operateJobs } from './operate/operate.jobs.ts'
import type { Clock } from './platform/clock.ts'
import { mountFace } from './platform/http/face-route.ts'
import { mountHealth } from './platform/http/health.ts'
import { mountMetrics } from './platform/http/metrics.ts'
import { mountEndpoint } from './platform/http/mount.ts'
import { openApiOf } from './platform/http/openapi.ts'
import { startRateLimit } from './platform/http/rate-limit.ts'
import { mountRawRoute } from './platform/http/raw-route.ts'
import { createHttpServer } from './platform/http/server.ts'
import { mountWebPages, readWebPages } from './platform/http/web-pages.ts'
import { startJobs } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'
import { packageRoot } from './platform/package-root.ts'
import { platformJobs } from './platform-jobs.ts'
import { returningExpired, sweepsOf } from './return-expired.ts'
import { startFeatures } from './start-features.ts'
import { tagOf } from './tags.ts'

export interface App {
  ctx: Context
  started: Started
  server: FastifyInstance
  /** Listens; answers the port, which the system chooses when the setting is 0. */
  listen: () => Promise<number>
  stop: () => Promise<void>
}

export async function createApp(config: RuntimeConfig, clock: Clock, log: Log): Promise<App> {
  const { ctx, pool, slow, close } = await openContext(config, clock, log)
  const { db, ids } = ctx
  const running = await startFeatures(ctx)
  const routes = [...running.routes, ...installationRoutes(running.started.of(incoming), slow)]
  const stopJobs = await startJobs(
    pool,
    [...platformJobs(ctx), ...operateJobs(ctx), ...conservationJobs(ctx, pool), ...running.jobs],
    log,
  )
  const rateLimit = startRateLimit(db, clock, log)

  const { publicUrl, trustProxy } = config
  const web = await readWebPages(join(packageRoot(), 'dist', 'web'))
  const server = createHttpServer({ ids, log, publicUrl, trustProxy, sendLost: web?.sendLost })
  const health = mountHealth(server, db, clock, log)
  const gauges = gaugesOf(ctx, running.started.of(incoming), running.started.of(outgoing))
  const followed = followedOf(running.started.of(outgoing))
  mountMetrics(server, { pool, gauges, ...followed, token: config.metricsToken })
  const withReturned = returningExpired(sweepsOf(ctx, running.started))
  const gate = createGate(ctx, running.started.of(access), routes, withReturned)
  for (const route of routes) mountEndpoint(server, route.endpoint, gate, rateLimit)
  await mountRawRoute(server, running.started.of(incoming).hook)
  const nativePaths = [...routes.map(({ endpoint }) => endpoint.path), '/api/openapi.json', faceDocumentPath]
  await mountFace(server, fingiFace(ctx, running.started, rateLimit, nativePaths, withReturned))
  const openApi = JSON.stringify(openApiOf(endpoints as readonly Endpoint[], tagOf))
  server.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(openApi))
  const ofFace = JSON.stringify(faceOpenApi())
  server.get(faceDocumentPath, (_request, reply) => reply.type('application/json').send(ofFace))
  // Asked of the database, because the command line may have made the owner while this server runs.
  const { findInstallationOwner } = running.started.of(access)
  const homeAddress = async () => ((await findInstallationOwner(db)) === undefined ? '/setup' : '/console')
  if (web) await mountWebPages(server, web, homeAddress)

  return {
    ctx,
    started: running.started,
    server,
    async listen() {
      await server.listen({ host: config.host, port: config.port })
      const address = server.server.address()
      return typeof address === 'object' && address ? address.port : config.port
    },
    async stop() {
      health.stopTakingWork()
      running.endWaits()
      await server.close()
      await stopJobs()
      await rateLimit.stop()
      await running.stop()
      await close()
    },
  }
}
