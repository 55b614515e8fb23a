import { Trans, useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type PageSettings, sectionsOf } from '@rapport/vocabulary/define/page-layout.ts'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Dialog } from '../../../ui/dialog.tsx'
import { useSectionName } from '../widget-words.ts'
import { type Arranging, ArrangingProvider } from './arranging.ts'
import { Dragging } from './dragging.tsx'
import css from './edit.module.css'
import { SectionSettings } from './settings-dialog.tsx'
import { Toolbar } from './toolbar.tsx'
import { usePageDraft } from './use-page-draft.ts'
import { TabZones, Zone } from './zone.tsx'

const isTyping = (target: EventTarget): boolean => target instanceof HTMLElement && target.matches('input, textarea')

/** The page of an object while it is arranged on one of its records. Nothing holds before it is saved. */
export const PageEditor = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const draft = usePageDraft(object)
  const { page, put } = draft
  const name = useSectionName()
  const [asked, setAsked] = useState<string>()
  const [said, setSaid] = useState('')
  const root = useRef<HTMLDivElement>(null)
  const focus = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what moved may stand in another place now
  useEffect(() => {
    const grip = focus.current
    focus.current = undefined
    if (grip !== undefined) root.current?.querySelector<HTMLElement>(`[data-grip="${CSS.escape(grip)}"]`)?.focus()
  }, [page])
  const moved = (next: PageSettings, grip: string, what: string): void => {
    focus.current = grip
    put(next)
    setSaid(next === page ? t`${what} can go no further.` : t`${what} moved.`)
  }
  const arranging: Arranging = { object, row, page, put, moved, openSettings: setAsked }
  const onKeyDown = (event: KeyboardEvent): void => {
    const back = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey
    if (!back || isTyping(event.target) || !draft.undo) return
    event.preventDefault()
    draft.undo()
  }
  const section = sectionsOf(page).find((one) => one.key === asked)
  return (
    <ArrangingProvider value={arranging}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens to Ctrl-Z wherever the focus is inside */}
      <div ref={root} className={css.editor} onKeyDown={onKeyDown}>
        <Toolbar object={object} draft={draft} />
        <div className={css.scroll}>
          <Dragging>
            <Zone home="top" about={t`Across the top`} />
            <div className={css.columns}>
              <Zone home="side" about={t`Narrow column`} />
              <div>
                <Zone home="main" about={t`Wide column`} />
                <TabZones />
              </div>
            </div>
          </Dragging>
        </div>
        <p className="visually-hidden" role="status">
          {said}
        </p>
        {section && (
          <Dialog wide close={() => setAsked(undefined)} title={<Trans>Section “{name(section)}”</Trans>}>
            <SectionSettings section={section} close={() => setAsked(undefined)} />
          </Dialog>
        )}
      </div>
    </ArrangingProvider>
  )
}
