/** The installation as a whole, told to its owner: versions, queues, disk, backup, slow statements, sizes. */
import Type, { type Static, type TSchema } from 'typebox'
import { endpoint, installationOwnerAccess } from './endpoint.ts'
import { amountMax, nullable, oneOf, Time } from './values.ts'

const Count = Type.Integer({ minimum: 0, maximum: amountMax })
const Seconds = Type.Number({ minimum: 0, description: 'In seconds' })
const words = (maxLength: number) => Type.String({ maxLength })
const closed = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

/** What takes space, as an operator thinks of it. */
export const storedKinds = [
  'bodies',
  'metadata',
  'attempts',
  'deliveries',
  'ledger',
  'events',
  'audit',
  'other',
  'backups',
] as const

export const slowStatementCountMax = 10

export const InstallationStatus = closed({
  versions: closed({
    guildhall: words(40),
    node: words(40),
    postgres: words(100),
    schema: nullable(words(100)),
  }),
  startedAt: Time,
  receipts: closed({ waitingCount: Count, oldestSeconds: Seconds }),
  jobs: closed({ waitingCount: Count, oldestSeconds: Seconds, givenUpCount: Count }),
  events: closed({
    horizonLagSeconds: Seconds,
    readers: Type.Array(closed({ name: words(100), lagSeconds: Seconds }), { maxItems: 100 }),
  }),
  database: closed({
    kind: oneOf(['embedded', 'external']),
    bytes: Count,
    connections: Count,
    connectionsMax: Count,
  }),
  disk: nullable(
    Type.Object(
      { freeBytes: Count, totalBytes: Count },
      { additionalProperties: false, description: 'Of the data folder; null where there is none' },
    ),
  ),
  lastBackup: nullable(
    closed({
      finishedAt: Time,
      bytes: Count,
      isThere: Type.Boolean({ description: 'Whether its folder is still there' }),
      verifiedAt: nullable(Time),
    }),
  ),
  slowStatements: Type.Array(
    closed({ statement: words(500), count: Count, slowestMs: Count, lastAt: Time }),
    {
      maxItems: slowStatementCountMax,
      description:
        'Statements of this process, without the thread that applies receipts, that took over 200 ms since its start; the slowest first, never with values',
    },
  ),
  stored: Type.Array(
    closed({
      kind: oneOf(storedKinds),
      bytes: Count,
      rowCount: nullable(Count),
      oldestAt: nullable(Time),
    }),
    { maxItems: storedKinds.length, description: 'What takes space on the disk; rows are counted about' },
  ),
})
export type InstallationStatus = Static<typeof InstallationStatus>

export const installationEndpoints = [
  endpoint({
    name: 'getInstallationStatus',
    method: 'GET',
    path: '/api/installation/status',
    summary: 'How the installation fares',
    access: installationOwnerAccess,
    answers: { 200: InstallationStatus },
    refusals: [],
  }),
] as const
