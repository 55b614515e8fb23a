import { useParams, useSearch } from '@tanstack/react-router'
import { useMe, useVocabulary } from '../../session.ts'
import { Lost } from '../lost.tsx'
import { Form } from './form.tsx'

/** The values that the address gives: `/deals/new?customer=…` begins a deal of that customer. */
export const FormPage = () => {
  const { plural } = useParams({ strict: false }) as { plural: string }
  const given = useSearch({ strict: false }) as Record<string, unknown>
  const object = useVocabulary().findPlural(plural)
  const { id } = useMe()
  if (object === undefined) return <Lost />
  const asked = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(object.fields, name)))
  const defaults = Object.entries(object.own).filter(([, field]) => field.default !== undefined && !field.derived)
  const initial = {
    ...Object.fromEntries(defaults.map(([name, field]) => [name, field.default])),
    ...(object.ownerless ? {} : { owner: id }),
  }
  return <Form key={plural} object={object} initial={initial} asked={asked} />
}
