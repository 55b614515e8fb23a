import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listRecords, searchRecords, type Titled } from '../api.ts'
import { useVocabulary } from '../session.ts'
import { learnTitle } from './titles.ts'

/** A record that was found, and what tells it from others of its name. */
export type FoundRecord = Titled & { readonly subtitle?: string }

const find = async (
  object: string,
  plural: string,
  title: string,
  q: string,
  signal: AbortSignal,
): Promise<readonly FoundRecord[]> => {
  const found =
    q === ''
      ? (await listRecords(plural, { limit: 20 }, signal)).data.map((row) => ({
          id: row.id,
          title: String(row[title] ?? ''),
        }))
      : (await searchRecords(q, object, 20, signal)).data
  for (const one of found) learnTitle(object, one.id, one.title)
  return found
}

/** Records of one object by what the person types; the first ones before anything is typed. */
export const useFoundRecords = (
  object: string,
  typed: string,
  enabled: boolean,
): { found: readonly FoundRecord[]; busy: boolean } => {
  const [q] = useDebouncedValue(typed.trim(), 140)
  const definition = useVocabulary().find(object)
  const { data, isFetching } = useQuery({
    queryKey: ['find', object, q],
    queryFn: ({ signal }) => find(object, definition!.plural, definition!.title, q, signal),
    enabled: enabled && definition !== undefined,
    placeholderData: keepPreviousData,
  })
  return { found: data ?? [], busy: isFetching }
}
