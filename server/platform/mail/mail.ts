/**
 * Letters to people. A letter is a row first, so it leaves only if the change it belongs to commits: with a mail
 * server it is a job that is tried again until the server takes it, without one it is kept to be read.
 */
import { createTransport } from 'nodemailer'
import { type Database, inTransaction, type Transaction } from '../db/database.ts'
import type { Ids } from '../ids.ts'
import type { JobDefinition, Jobs } from '../jobs/jobs.ts'
import { deleteMailBeyond, insertMail, listMail, type StoredMail } from './mail.store.ts'

export interface Letter {
  to: string
  subject: string
  /** Plain text; the link goes below it on a line of its own. */
  text: string
  link: string | null
}

export interface Mail {
  /**
   * Inside a transaction hand in `tx`: the letter then leaves with the commit. With the `jobs` of a request the log of
   * its sending bears that request's id.
   */
  send: (letter: Letter, tx?: Transaction, jobs?: Jobs) => Promise<void>
  /** What was kept instead of sent, newest first. */
  listKept: () => Promise<StoredMail[]>
  jobs: readonly JobDefinition[]
}

export interface MailParts {
  config: { smtpUrl: string | undefined; mailFrom: string }
  db: Database
  ids: Ids
  jobs: Jobs
}

export const keptMailMax = 200
const sendJob = 'mail_send'
const smtpTimeoutMs = 15_000

export function createMail(parts: MailParts): Mail {
  const { smtpUrl } = parts.config
  const leave = smtpUrl === undefined ? keep : enqueue

  async function keep(tx: Transaction, { to, subject, text, link }: Letter): Promise<void> {
    await insertMail(tx, { id: parts.ids.next(), recipient: to, subject, body: text, link })
    await deleteMailBeyond(tx, keptMailMax)
  }
  async function enqueue(tx: Transaction, letter: Letter, jobs = parts.jobs): Promise<void> {
    await jobs.enqueue(tx, sendJob, { ...letter })
  }
  return {
    send: (letter, tx, jobs) =>
      tx ? leave(tx, letter, jobs) : inTransaction(parts.db, (own) => leave(own, letter, jobs)),
    listKept: () => listMail(parts.db, keptMailMax),
    jobs: smtpUrl === undefined ? [] : [sendingJob(smtpUrl, parts.config.mailFrom)],
  }
}

function sendingJob(smtpUrl: string, from: string): JobDefinition {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: smtpTimeoutMs,
    greetingTimeout: smtpTimeoutMs,
    socketTimeout: smtpTimeoutMs,
  })
  return {
    name: sendJob,
    async run(payload) {
      const { to, subject, text, link } = payload as Letter
      await transport.sendMail({
        from,
        // As an object, so that no address is ever read as a list of several.
        to: { name: '', address: to },
        subject,
        text: link === null ? text : `${text}\n\n${link}\n`,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
  }
}
