/** Mail that is kept instead of being sent, because no mail server is set up. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../db/database.ts'

export interface StoredMail {
  id: string
  recipient: string
  subject: string
  body: string
  link: string | null
  created_at: Date
}

export async function insertMail(db: Queryable, mail: Omit<StoredMail, 'created_at'>): Promise<void> {
  await sql`
    insert into mail_messages (id, recipient, subject, body, link)
    values (${mail.id}, ${mail.recipient}, ${mail.subject}, ${mail.body}, ${mail.link})`.execute(db)
}

export async function deleteMailBeyond(db: Queryable, keptCount: number): Promise<void> {
  await sql`
    delete from mail_messages
    where id <= (select id from mail_messages order by id desc offset ${keptCount} limit 1)`.execute(db)
}

export async function listMail(db: Queryable, limit: number): Promise<StoredMail[]> {
  return rows(
    db,
    sql<StoredMail>`
      select id, recipient, subject, body, link, created_at
      from mail_messages order by id desc limit ${limit}`,
  )
}
