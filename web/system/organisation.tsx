import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import facts from '../records/page/facts.module.css'
import { usePage } from '../records/page/standing.ts'
import { useRecord, useSaving } from '../records/page/use-record.ts'
import { Widgets } from '../records/page/widget.tsx'
import { houseQuery, useVocabulary } from '../session.ts'

const Settings = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const saving = useSaving(object, row)
  const page = usePage(object)
  return (
    <div className={facts.facts} style={{ maxWidth: 560, marginLeft: -20 }}>
      <Widgets sections={page.side} standing={{ object, page }} row={row} saving={saving} />
    </div>
  )
}

const Loaded = ({ object, id }: { object: ObjectDefinition; id: string }) => {
  const { data } = useRecord(object, id)
  return data ? <Settings object={object} row={data} /> : null
}

/** What holds for everyone: the one record of the organisation. */
export const Organisation = () => {
  const object = useVocabulary().find('organisation')
  const { data } = useQuery(houseQuery)
  return object && data ? <Loaded object={object} id={data.id} /> : null
}
