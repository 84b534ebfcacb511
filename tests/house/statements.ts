/** Finds the SQL in stores and migrations, for the tests that say who may touch which table. */
import { textOf } from './sources.ts'

export interface Statement {
  file: string
  /** The function or constant that holds it. */
  holder: string
  sql: string
}

const start = /\bsql(?:<[^`]*?>)?`|\bprepared(?:<[^`(]*?>)?\(\s*(?:'[^']*'|`[^`]*`),\s*`/g

export function statementsOf(file: string, text = textOf(file)): Statement[] {
  const found: Statement[] = []
  let end = 0
  for (const match of text.matchAll(start)) {
    // Inside another statement it is a part of that one.
    if (match.index < end) continue
    const from = match.index + match[0].length
    end = endOfTemplate(text, from)
    found.push({ file, holder: holderAt(text, match.index), sql: text.slice(from, end) })
  }
  return [...found, ...bulkInsertsOf(file, text)]
}

const bulkInsert = /\bbulkInsert<[^(]*>\(\s*'[^']*',\s*'(\w+)',\s*\[([\s\S]*?)\n\s*\]\)/g
const columnName = /^\s*\['(\w+)'/gm

/** The statement that `bulkInsert` writes, from the table and the columns that it is given. */
function bulkInsertsOf(file: string, text: string): Statement[] {
  return [...text.matchAll(bulkInsert)].map(({ index, 1: table, 2: columns = '' }) => {
    const names = [...columns.matchAll(columnName)].map(([, name]) => name)
    return { file, holder: holderAt(text, index + 1), sql: `insert into ${table} (${names.join(', ')})` }
  })
}

function endOfTemplate(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    if (text[at] === '\\') at += 2
    else if (text[at] === '`') return at
    else if (text.startsWith('${', at)) at = endOfExpression(text, at + 2)
    else at += 1
  }
  throw new Error('a template literal does not end')
}

/** Behind the closing brace. */
function endOfExpression(text: string, from: number): number {
  let depth = 1
  let at = from
  while (depth > 0) {
    if (at >= text.length) throw new Error('an expression in a template literal does not end')
    if (text[at] === '`') at = endOfTemplate(text, at + 1)
    else if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    at += 1
  }
  return at
}

function holderAt(text: string, index: number): string {
  const before = text.slice(0, index)
  const names = [...before.matchAll(/^(?:export )?(?:async )?(?:function|const) (\w+)/gm)]
  return names.at(-1)?.[1] ?? 'top'
}

export interface Schema {
  /** Table name to whether its rows belong to a community. */
  tables: Map<string, boolean>
  views: Set<string>
}

export function schemaOf(migrations: readonly string[]): Schema {
  const tables = new Map<string, boolean>()
  const views = new Set<string>()
  for (const file of migrations) {
    const text = textOf(file)
    for (const [, name = '', body = ''] of text.matchAll(
      /^create (?:unlogged )?table (\w+) \(([\s\S]*?)^\)/gm,
    )) {
      tables.set(name, /^\s*community_id /m.test(body))
    }
    for (const [, name = ''] of text.matchAll(/^create view (\w+)/gm)) views.add(name)
  }
  return { tables, views }
}

export const tablesWritten = (sql: string): string[] =>
  [...sql.matchAll(/\b(?:insert\s+into|update|delete\s+from|truncate)\s+(?:only\s+)?(\w+)/gi)]
    .map((match) => match[1] ?? '')
    .filter((name) => !['set', 'of', 'skip', 'nowait'].includes(name.toLowerCase()))

export const tablesRead = (sql: string): string[] =>
  [...sql.matchAll(/\b(?:from|join|using)\s+(?:only\s+)?(\w+)/gi)].map((match) => match[1] ?? '')
