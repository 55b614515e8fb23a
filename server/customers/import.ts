import type { Given, ImportArea } from '../records/import/area.ts'
import { isCompanyName, joinName, properCase, readName } from '../records/import/clean/name.ts'

const person = (given: Given, name: string): void => {
  for (const [part, value] of Object.entries(readName(name))) if (part === 'name' || !given[part]) given[part] = value
}

/** Cleans a name and takes it apart; a name with "Ltd" or "公司" in it makes a company. */
const shapeName = (given: Given): undefined => {
  const { name, first_name: first, last_name: last } = given as { [field: string]: string | undefined }
  if (name !== undefined) {
    if (given.type === undefined && isCompanyName(name)) given.type = 'company'
    if (given.type === 'company') given.name = name.replace(/\s+/g, ' ').trim()
    else person(given, name)
  } else if (first !== undefined || last !== undefined) given.name = joinName(first, last)
  if (first !== undefined) given.first_name = properCase(first)
  if (last !== undefined) given.last_name = properCase(last)
  return undefined
}

/** A customer that a file knows only by number, e-mail or phone is called by it. */
const nameFor = (given: Given): void => {
  if (given.name) return
  const [email] = (given.emails as { value: string }[] | undefined) ?? []
  const [phone] = (given.phones as { value: string }[] | undefined) ?? []
  given.name = given.external_id ? `Customer ${given.external_id}` : (email?.value ?? phone?.value)
}

/** What data cannot say about importing customers. */
export const customerImport: ImportArea = {
  shapes: { customer: shapeName },
  newborn: { customer: nameFor },
  complete: (mapping) =>
    mapping.columns.some((one) => one.to === 'employer' || one.to.startsWith('employer.'))
      ? { ...mapping, values: { 'employer.type': 'company', ...mapping.values } }
      : mapping,
}
