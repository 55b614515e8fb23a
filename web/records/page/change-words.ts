import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What was done, as a sentence without its subject. Verbs of definitions bring their own labels. */
export const changeWords: { readonly [verb: string]: MessageDescriptor } = {
  create: msg`created this`,
  update: msg`changed`,
  delete: msg`moved this to the trash`,
  restore: msg`restored this`,
  merge: msg`merged records into this`,
  merged: msg`merged this into another record`,
  unmerge: msg`undid a merge`,
  import: msg`imported this`,
  undo: msg`took a change back`,
}

export const viaWords: { readonly [via: string]: MessageDescriptor } = {
  api: msg`through the API`,
  import: msg`by import`,
  command: msg`from the command line`,
  rule: msg`by a rule`,
  job: msg`in the background`,
}
