import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export interface Topic {
  readonly key: string
  readonly title: MessageDescriptor
  readonly lines: readonly MessageDescriptor[]
  /** Keys as `Keys` names them, several separated by a space, and what they do. */
  readonly keys: readonly (readonly [keys: string, what: MessageDescriptor])[]
}

const everywhere: Topic = {
  key: 'everywhere',
  title: msg`Everywhere`,
  lines: [],
  keys: [
    ['mod+K', msg`Search and commands`],
    ['/', msg`Search`],
    ['G H', msg`To today`],
    ['G C', msg`To the customers`],
    ['G D', msg`To the deals`],
    ['G T', msg`To the tasks`],
    ['G S', msg`To the settings`],
    ['?', msg`This help`],
  ],
}

const home: Topic = {
  key: 'home',
  title: msg`Today`,
  lines: [
    msg`What waits for you, and what is new. Every number and every card leads to its list.`,
    msg`The menu under your name changes language and appearance.`,
  ],
  keys: [],
}

const list: Topic = {
  key: 'list',
  title: msg`Lists`,
  lines: [
    msg`Click a heading to sort by it; again to turn the order round. Empty values come last.`,
    msg`Filters, order and columns are part of the address: send the link, and a colleague sees the same list of what they may see.`,
    msg`Tick records to change, merge, export or delete them together. All of it can be taken back.`,
  ],
  keys: [
    ['↑ ↓', msg`Go through the rows`],
    ['Enter', msg`Open or edit`],
    ['Space', msg`Tick`],
    ['C', msg`New record`],
  ],
}

const board: Topic = {
  key: 'board',
  title: msg`Boards`,
  lines: [
    msg`Each lane is a stage or a state. Drag a card to another lane with the mouse, the finger or the keyboard.`,
    msg`The head of a lane counts all of its records, not only those in sight.`,
  ],
  keys: [
    ['Space', msg`Take up and put down a card`],
    ['← →', msg`Move it to another lane`],
    ['Esc', msg`Put it back`],
  ],
}

const split: Topic = {
  key: 'split',
  title: msg`Side by side`,
  lines: [
    msg`The list stays at the left while the record is open at the right. The address says which one, so it can be shared.`,
    msg`A record that leaves the list, because you changed what it is filtered by, stays open until you go on.`,
  ],
  keys: [
    ['J', msg`The next record`],
    ['K', msg`The one before`],
    ['↓ ↑', msg`The same, while the focus is not in the record`],
    ['Esc', msg`Back to the list`],
  ],
}

const record: Topic = {
  key: 'record',
  title: msg`A record`,
  lines: [
    msg`Click a value to change it. If somebody else changed it meanwhile, both versions are shown and you choose.`,
    msg`The timeline shows everything that happened in one row; the history shows every change, with who made it and what stood there before.`,
    msg`Files and comments are seen by those who may see the record, and by nobody else.`,
  ],
  keys: [
    ['Enter', msg`Keep the change`],
    ['Esc', msg`Leave it as it was`],
  ],
}

const form: Topic = {
  key: 'form',
  title: msg`A new record`,
  lines: [
    msg`What you type is kept as a draft on this device until you create the record or discard it.`,
    msg`Only what is marked must be filled in; the rest can follow later.`,
  ],
  keys: [['mod+Enter', msg`Create`]],
}

const imports: Topic = {
  key: 'import',
  title: msg`Import`,
  lines: [
    msg`Drop a file: CSV, TSV, Excel, JSON lines or vCard, from ten rows to millions. Nothing changes before you have seen the preview.`,
    msg`It works in the background, goes on after a restart, and can be undone as a whole, even after weeks.`,
    msg`Refused rows can be downloaded with their reasons, mended and imported again.`,
  ],
  keys: [],
}

const trash: Topic = {
  key: 'trash',
  title: msg`Trash`,
  lines: [
    msg`What is deleted waits here, with its parts, and comes back whole. Nothing is in the way of a new record.`,
  ],
  keys: [],
}

const settings: Topic = {
  key: 'settings',
  title: msg`Settings`,
  lines: [
    msg`People, roles and teams say who may see and do what. Fields and objects of your own are as good as the built-in ones.`,
    msg`Every change here is kept in history and takes effect at once.`,
  ],
  keys: [],
}

const insights: Topic = {
  key: 'insights',
  title: msg`Insights`,
  lines: [
    msg`Predictions learn from your own records, on your own machine. Each page says from what it learned, how good it is, and why a score is what it is.`,
    msg`Where there is too little data, Rapport says what is missing instead of guessing.`,
  ],
  keys: [],
}

const byPlace: { readonly [first: string]: Topic } = { '': home, import: imports, trash, settings, insights }

/** What helps on the page at this address, and what helps everywhere. */
export const topicsFor = (path: string, layout: string | undefined): readonly Topic[] => {
  const [first = '', second] = path.split('/').filter(Boolean)
  const known = byPlace[first]
  if (known) return [known, everywhere]
  if (second === 'new') return [form, everywhere]
  if (second !== undefined) return [record, everywhere]
  return [layout === 'board' ? board : layout === 'split' ? split : list, everywhere]
}
