/** Calls as TanStack queries: one key per endpoint and address, so that a write can refresh what it changed. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from './call.ts'
import type {
  Answer,
  CallInput,
  EndpointName,
  PagedEndpoint,
  Params,
  Query,
  RowOf,
} from './contract-types.ts'
import { type ApiProblem, problemOf } from './problem.ts'

export type ReadInput<Name extends EndpointName> = Pick<CallInput<Name>, 'params' | 'query'>

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays a refusal; only what may heal by itself is tried again.
        retry: (count, error) => {
          const problem = problemOf(error)
          return count < 2 && (problem === null || problem.status === 0 || problem.status >= 500)
        },
      },
      mutations: { retry: false },
    },
  })
}

export const queryKey = <Name extends EndpointName>(name: Name, input?: ReadInput<Name>) =>
  input === undefined ? [name] : [name, input.params ?? null, input.query ?? null]

/** Options for `useQuery`, `ensureQueryData` and the like. */
export const read = <Name extends EndpointName>(name: Name, input: ReadInput<Name>) =>
  queryOptions<Answer<Name>, ApiProblem>({
    queryKey: queryKey(name, input),
    queryFn: ({ signal }) => (call as LooseCall<Name>)(name, { ...input, signal }),
  })

export function useRead<Name extends EndpointName>(
  name: Name,
  input: ReadInput<Name>,
  settings?: { isEnabled?: boolean; refetchMs?: number | false },
) {
  return useQuery({
    ...read(name, input),
    enabled: settings?.isEnabled ?? true,
    refetchInterval: settings?.refetchMs ?? false,
  })
}

type LooseCall<Name extends EndpointName> = (name: Name, input: unknown) => Promise<Answer<Name>>

const pages = <Name extends PagedEndpoint>(name: Name, input: ReadInput<Name>) =>
  infiniteQueryOptions<
    Answer<Name>,
    ApiProblem,
    InfiniteData<Answer<Name>, string | null>,
    unknown[],
    string | null
  >({
    queryKey: [name, input.params ?? null, input.query ?? null, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      (call as LooseCall<Name>)(name, {
        params: input.params as Params<Name>,
        query: {
          ...(input.query as Query<Name> & object),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: (last) => (last as { page: { next: string | null } }).page.next,
  })

export interface Pages<Row> {
  rows: Row[]
  isPending: boolean
  /** Set when nothing could be read at all; a later page that fails leaves the rows and sets `moreProblem`. */
  problem: ApiProblem | null
  moreProblem: ApiProblem | null
  hasMore: boolean
  isLoadingMore: boolean
  loadMore(): void
  reload(): void
}

/** A list renews itself only while no more than its first pages are shown. */
const livePagesMax = 2

/** A keyset list: the rows of all pages read so far, and a way to read the next. */
export function usePages<Name extends PagedEndpoint>(
  name: Name,
  input: ReadInput<Name>,
  settings?: { isEnabled?: boolean; refetchMs?: number | false },
): Pages<RowOf<Name>> {
  const list = useInfiniteQuery({
    ...pages(name, input),
    enabled: settings?.isEnabled ?? true,
    // Reading on means reading back: what is further down is not read again every few seconds.
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) > livePagesMax ? false : (settings?.refetchMs ?? false),
  })
  const rows = (list.data?.pages ?? []).flatMap((page) => (page as { data: RowOf<Name>[] }).data)
  return {
    rows,
    isPending: list.isPending,
    problem: list.data === undefined ? list.error : null,
    moreProblem: list.data === undefined ? null : list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
    reload: () => void list.refetch(),
  }
}

/**
 * A write by name. `refreshes` lists the reads whose answers it makes stale; they are read again before
 * `mutateAsync` resolves, so that the page shows the change together with its toast.
 */
export function useWrite<Name extends EndpointName>(
  name: Name,
  settings?: {
    refreshes?: readonly EndpointName[]
    onDone?: (answer: Answer<Name>, input: CallInput<Name>) => void
  },
) {
  const client = useQueryClient()
  return useMutation<Answer<Name>, ApiProblem, CallInput<Name>>({
    mutationFn: (input) => (call as LooseCall<Name>)(name, input),
    onSuccess: async (answer, input) => {
      await Promise.all(
        (settings?.refreshes ?? []).map((key) => client.invalidateQueries({ queryKey: [key] })),
      )
      settings?.onDone?.(answer, input)
    },
  })
}
