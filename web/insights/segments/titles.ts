import { useTitlesOf } from '../../fields/titles.ts'

/** Segments are called what people call them. */
export const useSegmentNames = (ids: readonly string[]): ReadonlyMap<string, string> => useTitlesOf('segment', ids)
