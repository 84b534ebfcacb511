/** What the embedded server is started with. */
import type { Log } from '../../log.ts'

export interface EmbeddedPostgresOptions {
  /** Absolute folder; made when missing. */
  dataDir: string
  log: Log
  /** Called at once when the server died; it is being restarted already. */
  onLost?: () => void
  /** Folder of a package with other PostgreSQL programs than the pinned ones. */
  binariesPackage?: string
  /** Where root keeps what its data folder cannot hold. */
  systemDir?: string
}
