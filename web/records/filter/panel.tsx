import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { Sheet } from '../../ui/sheet.tsx'
import { filterOfDraft, type GroupDraft, groupOf, rootOf } from './draft.ts'
import css from './group.module.css'
import { Group } from './group.tsx'
import { FilterSentence } from './sentence.tsx'

interface Given {
  readonly object: ObjectDefinition
  readonly filter: Filter | undefined
  readonly onChange: (filter: Filter | undefined) => void
  readonly close: () => void
}

/** All conditions of a list, with groups and linked records. The list follows while one edits. */
export const FilterPanel = ({ object, filter, onChange, close }: Given) => {
  const [root, setRoot] = useState(() => rootOf(filter))
  const asked = filterOfDraft(root)
  const put = (next: GroupDraft): void => {
    setRoot(next)
    const wanted = filterOfDraft(next)
    if (JSON.stringify(wanted) !== JSON.stringify(asked)) onChange(wanted)
  }
  return (
    <Sheet title={<Trans>Filter</Trans>} close={close}>
      <div className={css.panel}>
        <p className={css.sentence} aria-live="polite">
          {asked ? <FilterSentence object={object} filter={asked} /> : <Trans>Everything is shown.</Trans>}
        </p>
        <Group object={object} draft={root} onChange={put} />
        <div className={css.foot}>
          <Button variant="subtle" color="gray" onClick={() => put(groupOf('all', []))} disabled={root.of.length === 0}>
            <Trans>Clear all</Trans>
          </Button>
          <Button onClick={close}>
            <Trans>Done</Trans>
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
