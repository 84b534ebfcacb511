/** Every row of a keyset list, read page by page with the largest page; stops when the signal says so. */
import { call } from './call.ts'
import type { PagedEndpoint, RowOf } from './contract-types.ts'
import type { ReadInput } from './queries.ts'

const pageSize = 200

interface RowsPage<Row> {
  data: Row[]
  page: { next: string | null }
}

export async function* readRows<Name extends PagedEndpoint>(
  name: Name,
  input: ReadInput<Name>,
  signal: AbortSignal,
): AsyncGenerator<RowOf<Name>> {
  const read = call as unknown as (name: Name, input: unknown) => Promise<RowsPage<RowOf<Name>>>
  let cursor: string | null = null
  do {
    const query: object = {
      ...(input.query as object),
      limit: pageSize,
      ...(cursor === null ? {} : { cursor }),
    }
    const { data, page }: RowsPage<RowOf<Name>> = await read(name, { params: input.params, query, signal })
    yield* data
    cursor = page.next
  } while (cursor !== null)
}
