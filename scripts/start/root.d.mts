/** The clone. */
export const root: string
/** A failure that its reader can act on; printed without a stack. */
export class Sentence extends Error {}
