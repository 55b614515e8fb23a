import { useQuery } from '@tanstack/react-query'
import { houseQuery } from '../session.ts'

/** The organisation's currency, for amounts that name none; undefined shows a bare figure. */
export const useHouseCurrency = (): string | undefined => useQuery(houseQuery).data?.currency ?? undefined
