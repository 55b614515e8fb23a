import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Suspense } from 'react'
import { panels } from '../../panels.ts'

/** What the areas have to say about this record. It comes after the page stands, and holds nothing up. */
export const Panels = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => (
  <Suspense>
    {(panels[object.name] ?? []).map((Panel, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the panels of an object never change places
      <Panel key={at} object={object} row={row} />
    ))}
  </Suspense>
)
