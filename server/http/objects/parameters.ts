import { flag, integer, json, names, text } from '../query.ts'

const link = /^[a-z][a-z0-9_]{0,49}$/

export const filter = json(
  'Filter as JSON: {"field","op","value"}, combined by "all", "any", "not"; "some", "none" and "count" ask for linked records',
)
export const sort = names('Fields to sort by, "-" before one for descending; empty values come last')
export const limit = integer('Most records of the page', 1, 500)
export const cursor = text('Where the page begins: "next" of the page before')
export const skip = integer(
  'Rows to pass over first, after the cursor where there is one; 0 says that jumps will follow',
  0,
  50_000_000,
)
export const fields = names('Fields of the answer; all that may be seen when absent', link)
export const expand = names('Links whose records are named in "included"', link)
export const total = flag('1 adds how many there are; over a bound it is an estimate and says so')
export const trash = flag('1 lists the trash instead')
