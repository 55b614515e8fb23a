import { Trans } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconColumns3 } from '@tabler/icons-react'
import { later } from '../../ui/later.tsx'
import { Pop } from '../../ui/pop.tsx'
import bar from '../filter/bar.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly columns: readonly string[]
  readonly onChange: (columns: readonly string[] | undefined) => void
}

const ColumnList = later(() => import('./column-list.tsx').then((module) => module.ColumnList), 320)

export const ColumnChoice = (given: Given) => (
  <Pop
    align="end"
    button={(press, open) => (
      <button type="button" className={bar.add} aria-expanded={open} onClick={press}>
        <IconColumns3 size={15} stroke={1.7} aria-hidden />
        <Trans>Columns</Trans>
      </button>
    )}
  >
    {() => <ColumnList {...given} />}
  </Pop>
)
