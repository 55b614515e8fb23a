import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Ability } from '@rapport/vocabulary/define/permission.ts'
import type { Deed } from '../../deeds.ts'

export interface Step {
  readonly deed: Deed
  readonly title: MessageDescriptor
  /** What to do there, as said beside the thing itself. */
  readonly how: MessageDescriptor
  readonly path: string
  /** The thing itself, as a selector; without one, the words stand at the bottom. */
  readonly target?: string
  readonly needs?: Ability
}

/** What a newcomer learns by doing it. */
export const steps: readonly Step[] = [
  {
    deed: 'search',
    title: msg`Find somebody`,
    how: msg`Press Ctrl-K (⌘K) or this, and type a part of a name, an e-mail or a number. Pinyin works too.`,
    path: '/',
    target: '[data-coach="search"]',
  },
  {
    deed: 'open',
    title: msg`Look at a customer`,
    how: msg`Open one: orders, deals, tickets and conversations stand on one page.`,
    path: '/customers',
    target: 'main a[href^="/customers/0"]',
  },
  {
    deed: 'change',
    title: msg`Change something`,
    how: msg`Open a record and click any value. Nothing can go wrong: the history keeps what stood there before.`,
    path: '/customers',
    target: 'main a[href^="/customers/0"]',
  },
  {
    deed: 'filter',
    title: msg`Narrow a list down`,
    how: msg`Filter by any field. The address holds the filter, so you can send the list to a colleague.`,
    path: '/customers',
    target: '[data-coach="filter"]',
  },
  {
    deed: 'board',
    title: msg`See the deals on a board`,
    how: msg`Drag a card to another lane. The totals above the lanes follow.`,
    path: '/deals?layout=board',
  },
  {
    deed: 'import',
    title: msg`Bring your own data in`,
    how: msg`Drop a file here. You see what would happen before it happens, and can undo it afterwards.`,
    path: '/import',
    needs: 'imports',
  },
  {
    deed: 'invite',
    title: msg`Invite a colleague`,
    how: msg`Give a name, an e-mail and a role. Roles say who may see and do what.`,
    path: '/settings/people',
    needs: 'people',
  },
]
