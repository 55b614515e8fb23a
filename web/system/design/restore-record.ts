import { call } from '../../api.ts'

/** Takes a record out of the trash. */
export const restoreRecord = (plural: string, id: string): Promise<void> => call('POST', `/${plural}/${id}/restore`)
