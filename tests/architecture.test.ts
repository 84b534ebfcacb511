/** The directions of the map, held against the imports and the SQL that are really there. */
import { describe, expect, it } from 'vitest'
import { features } from '../server/features/index.ts'
import {
  allowedImports,
  platformSql,
  sealedByPlatform,
  showsPrograms,
  withoutCommunity,
} from './house/exceptions.ts'
import {
  featureOf,
  type Import,
  importsOf,
  isCode,
  isProduct,
  isTest,
  textOf,
  trackedFiles,
} from './house/sources.ts'
import { schemaOf, statementsOf, tablesRead, tablesWritten } from './house/statements.ts'

const files = trackedFiles().filter(isCode)
const imports = files.flatMap((file) => importsOf(file))
const ours = imports.filter(({ isOurs }) => isOurs)
const order = features.map(({ name }) => name)
const isRules = (path: string) => /\.rules\.tsx?$/.test(path)
const shown = ({ from, to }: Import) => `${from} -> ${to}`
const isAllowed = (one: Import) => shown(one) in allowedImports

/** The imports that break a rule; fails when the rule had nothing to look at. */
function breaking(examined: readonly Import[], isFine: (one: Import) => boolean): string[] {
  expect(examined.length).toBeGreaterThan(0)
  return examined.filter((one) => !isFine(one) && !isAllowed(one)).map(shown)
}

const productOf = (folder: string) => imports.filter(({ from }) => from.startsWith(folder) && isProduct(from))

it('files and imports were found, and each import leads to a file', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(ours.length).toBeGreaterThan(500)
  const known = new Set(trackedFiles())
  expect(ours.filter(({ to }) => !known.has(to)).map(shown)).toEqual([])
})

describe('directions', () => {
  it('contracts import nothing else of ours', () => {
    expect(
      breaking(productOf('contracts/'), ({ to, isOurs }) =>
        isOurs ? to.startsWith('contracts/') : to === 'typebox',
      ),
    ).toEqual([])
  })

  it('the web knows the contracts as types only, and nothing of the server', () => {
    const reaching = productOf('web/').filter(({ to, isOurs }) => isOurs && !to.startsWith('web/'))
    expect(breaking(reaching, ({ to, isTypeOnly }) => to.startsWith('contracts/') && isTypeOnly)).toEqual([])
  })

  it('the platform imports no feature, and nothing that knows features', () => {
    const reaching = productOf('server/platform/').filter(({ isOurs }) => isOurs)
    expect(
      breaking(reaching, ({ to }) => to.startsWith('server/platform/') || to.startsWith('contracts/')),
    ).toEqual([])
  })

  it('a feature imports only features before it, and only what their index.ts offers', () => {
    const reaching = productOf('server/features/').filter(({ from, to, isOurs }) => {
      const [own, other] = [featureOf(from), featureOf(to)]
      return isOurs && own !== undefined && other !== undefined && own !== other
    })
    expect(
      breaking(reaching, ({ from, to }) => {
        const isEarlier = order.indexOf(featureOf(to) ?? '') < order.indexOf(featureOf(from) ?? '')
        // Rules are pure, so rules may build on the rules of an earlier feature without its index.
        return isEarlier && (to.endsWith('/index.ts') || (isRules(from) && isRules(to)))
      }),
    ).toEqual([])
    expect(
      new Set(
        productOf('server/features/')
          .map(({ from }) => featureOf(from))
          .filter(Boolean),
      ),
    ).toEqual(new Set(order))
  })

  it('a feature knows the platform, the context and the contracts, and never Fastify', () => {
    const reaching = productOf('server/features/').filter(({ to }) => featureOf(to) === undefined)
    expect(
      breaking(reaching, ({ to, isOurs }) =>
        isOurs
          ? /^(contracts\/|server\/platform\/|server\/features\/[^/]+\.ts$|server\/(context|config)\.ts$)/.test(
              to,
            )
          : !/fastify/.test(to),
      ),
    ).toEqual([])
  })

  it('rules import rules and types only', () => {
    const reaching = imports.filter(({ from, isTypeOnly }) => isRules(from) && !isTypeOnly)
    const isPure = ({ to, isOurs }: Import) =>
      isOurs
        ? isRules(to) || to.startsWith('contracts/') || to.endsWith('.generated.ts')
        : ['node:crypto', 'node:buffer', 'jose', 'json-p3'].includes(to)
    expect(breaking(reaching, isPure)).toEqual([])
  })

  it('rules ask neither a clock nor chance', () => {
    const rules = files.filter(isRules)
    expect(rules.length).toBeGreaterThan(20)
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandom(Bytes|UUID|Int|FillSync)\b|\bprocess\.|\bperformance\./
    const asking = rules.filter((file) => impure.test(textOf(file)))
    expect(asking.filter((file) => !showsPrograms.includes(file))).toEqual([])
  })

  it('nothing imports the composition root but the programs and the tests', () => {
    const reaching = ours.filter(({ to }) => to === 'server/app.ts')
    expect(
      breaking(reaching, ({ from }) => from === 'server/main.ts' || from.startsWith('cli/') || isTest(from)),
    ).toEqual([])
  })

  it('the product imports no test', () => {
    expect(
      breaking(
        ours.filter(({ from }) => isProduct(from)),
        ({ to }) => !isTest(to),
      ),
    ).toEqual([])
  })

  it('there are no circles of imports', () => {
    const next = new Map<string, string[]>()
    for (const { from, to, isTypeOnly, isLazy } of ours) {
      if (!isTypeOnly && !isLazy) next.set(from, [...(next.get(from) ?? []), to])
    }
    expect(next.size).toBeGreaterThan(100)
    expect(findCircle(next)).toBeUndefined()
  })

  it('every allowed import is still there', () => {
    const present = new Set(imports.map(shown))
    expect(Object.keys(allowedImports).filter((one) => !present.has(one))).toEqual([])
  })
})

describe('requests that leave the server', () => {
  const waysOut =
    /^(undici|nodemailer|ws|got|axios|node-fetch|(node:)?(https?|http2|net|tls|dgram|dns|dns\/promises))$/

  it('are made by the one guarded way out', () => {
    const reaching = productOf('server/').filter(({ to, isTypeOnly }) => waysOut.test(to) && !isTypeOnly)
    expect(breaking(reaching, ({ from }) => from.startsWith('server/platform/outbound/'))).toEqual([])
  })

  it('are not made by the fetch of Node', () => {
    const server = files.filter((file) => file.startsWith('server/') && isProduct(file))
    expect(server.length).toBeGreaterThan(150)
    expect(
      server.filter((file) => /(?<![\w.])fetch\(|\bglobalThis\.fetch\b|new WebSocket\(/.test(textOf(file))),
    ).toEqual([])
  })
})

describe('secrets', () => {
  it('sealed under the master key are declared by whoever seals them, so that a restore can count them', () => {
    const sealing = productOf('server/').filter(
      ({ from, to }) => to === 'server/platform/secret-box.ts' && /\bseal\(/.test(textOf(from)),
    )
    expect(sealing.length).toBeGreaterThan(1)
    const declared = (file: string) => {
      const feature = features.find(({ name }) => name === featureOf(file))
      return feature ? (feature.sealed ?? []).length > 0 : file in sealedByPlatform
    }
    expect(sealing.map(({ from }) => from).filter((file) => !declared(file))).toEqual([])
  })
})

describe('SQL', () => {
  const server = files.filter((file) => file.startsWith('server/') && isProduct(file))
  const stores = server.filter((file) => file.endsWith('.store.ts'))
  const migrations = trackedFiles().filter((file) => /^server\/migrations\/.*\.sql$/.test(file))
  const schema = schemaOf(migrations)
  const ownerOf = (table: string) => order.findLast((name) => table === name || table.startsWith(`${name}_`))
  const statements = stores.flatMap((file) => statementsOf(file))

  it('was found', () => {
    expect(schema.tables.size).toBeGreaterThan(20)
    expect(schema.views.size).toBeGreaterThan(3)
    expect(statements.length).toBeGreaterThan(80)
  })

  it('is in stores, in the platform, and nowhere else', () => {
    const holders = server.filter(
      (file) =>
        !file.endsWith('.store.ts') &&
        /(?<![\w.])sql(<[^`]*?>)?`|\b(prepared|bulkInsert|bulkRows)(<[^`(]*?>)?\(|\.selectFrom\(|\.insertInto\(/.test(
          textOf(file),
        ),
    )
    expect(holders.filter((file) => !(file in platformSql))).toEqual([])
    expect(Object.keys(platformSql).filter((file) => !holders.includes(file))).toEqual([])
  })

  it('writes only tables of its own feature, and reads others through their published views', () => {
    const wrong: string[] = []
    for (const { file, holder, sql } of statements) {
      const own = featureOf(file)
      if (own === undefined) continue
      for (const table of tablesWritten(sql)) {
        if (schema.tables.has(table) && ownerOf(table) !== own)
          wrong.push(`${file} ${holder} writes ${table}`)
      }
      for (const table of tablesRead(sql)) {
        if (schema.tables.has(table) && ownerOf(table) !== own) wrong.push(`${file} ${holder} reads ${table}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('reads views of earlier features only', () => {
    const read = statements.flatMap(({ file, sql }) =>
      tablesRead(sql)
        .filter((name) => schema.views.has(name))
        .map((view) => ({ file, view })),
    )
    expect(read.length).toBeGreaterThan(3)
    const wrong = read.filter(
      ({ file, view }) => order.indexOf(ownerOf(view) ?? '') > order.indexOf(featureOf(file) ?? ''),
    )
    expect(wrong).toEqual([])
  })

  it('names the community wherever rows belong to one', () => {
    // What one function or constant holds is judged together: statements are put together from parts.
    const byHolder = new Map<string, string>()
    for (const { file, holder, sql } of statements) {
      const key = `${file} ${holder}`
      byHolder.set(key, `${byHolder.get(key) ?? ''}\n${sql}`)
    }
    const owned = [...byHolder].filter(([, sql]) =>
      [...tablesRead(sql), ...tablesWritten(sql)].some(
        (name) => schema.tables.get(name) || schema.views.has(name),
      ),
    )
    expect(owned.length).toBeGreaterThan(60)
    const nameless = owned.filter(([, sql]) => !namesCommunity(sql)).map(([where]) => where)
    expect(nameless.filter((where) => !(where in withoutCommunity))).toEqual([])
    expect(Object.keys(withoutCommunity).filter((where) => !nameless.includes(where))).toEqual([])
  })

  /** By a parameter, in the columns of an insert, or in a list of input rows; joining two tables is not enough. */
  function namesCommunity(sql: string): boolean {
    if (/\binsert\s+into\s+\w+\s*\([^)]*community_id/i.test(sql)) return true
    return /community_id\s*=\s*(\$\{|\$\d|any\b)|community\} = \$\{|\bas\s+\w+\s*\(community_id/i.test(sql)
  }
})

function findCircle(next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  function visit(file: string, path: readonly string[]): string[] | undefined {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const one of next.get(file) ?? []) {
      const circle = visit(one, [...path, file])
      if (circle) return circle
    }
    done.add(file)
    return undefined
  }
  for (const file of next.keys()) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return undefined
}
