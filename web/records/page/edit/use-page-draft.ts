import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type PageSettings, pageIn, standardPage } from '@rapport/vocabulary/define/page-layout.ts'
import { useState } from 'react'
import { forgetDraft, keepDraft, readDraft } from '../../form/draft.ts'
import { useLayouts } from '../../layout.ts'

/** For everyone, or for the role with this id. */
export type Audience = string | null

type Drafts = { readonly [audience: string]: PageSettings }

const mostSteps = 100
const nameOf = (audience: Audience): string => audience ?? 'everyone'

/** Texts that are the same whatever the order of keys, which the database does not keep. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
export const samePage = (a: PageSettings, b: PageSettings): boolean => written(a) === written(b)

/**
 * Pages of an object while they are being arranged: one for everyone, and one for each role that was chosen. What was not saved yet
 * outlives a reload.
 */
export const usePageDraft = (object: ObjectDefinition) => {
  const place = `layout/${object.name}`
  const layouts = useLayouts(object, 'page')
  const [audience, setAudience] = useState<Audience>(null)
  const [drafts, setDrafts] = useState<Drafts>(() => (readDraft(place) as Drafts | undefined) ?? {})
  const [past, setPast] = useState<readonly { readonly drafts: Drafts; readonly audience: Audience }[]>([])
  const kept = (who: Audience): PageSettings | undefined => pageIn(layouts.find((one) => one.role === who)?.settings)
  const everyone = drafts[nameOf(null)] ?? kept(null) ?? standardPage(object)
  /** What a page falls back on when it has no arrangement of its own. */
  const inherited = (who: Audience): PageSettings => (who === null ? standardPage(object) : everyone)
  const standing = (who: Audience): PageSettings => kept(who) ?? inherited(who)
  const page = drafts[nameOf(audience)] ?? standing(audience)
  const write = (next: Drafts): void => {
    setDrafts(next)
    if (Object.keys(next).length > 0) keepDraft(place, next)
    else forgetDraft(place)
  }
  const put = (next: PageSettings): void => {
    if (next === page) return
    setPast([...past.slice(1 - mostSteps), { drafts, audience }])
    write({ ...drafts, [nameOf(audience)]: next })
  }
  const undo = (): void => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    setAudience(last.audience)
    write(last.drafts)
  }
  const changed = [null, ...Object.keys(drafts).filter((name) => name !== nameOf(null))].flatMap((who) => {
    const draft = drafts[nameOf(who)]
    return draft === undefined || samePage(draft, standing(who)) ? [] : [{ audience: who, page: draft }]
  })
  return {
    page,
    put,
    audience,
    setAudience,
    undo: past.length > 0 ? undo : undefined,
    changed,
    inherited,
    kept,
    forget: () => write({}),
  }
}
export type PageDraft = ReturnType<typeof usePageDraft>
