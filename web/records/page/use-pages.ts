import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'

interface Page<T> {
  readonly data: readonly T[]
  readonly next: string | null
}

/** A list that grows by pages as the person asks for more. */
export const usePages = <T>(
  path: string,
  key: readonly unknown[],
  limit: number,
  query: Readonly<Record<string, string | undefined>> = {},
) => {
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, error } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call<Page<T>>('GET', path, { query: { ...query, limit, cursor: pageParam || undefined }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return {
    entries: data?.pages.flatMap((page) => page.data),
    more: hasNextPage ? () => void fetchNextPage() : undefined,
    loading: isFetchingNextPage,
    error,
  }
}
