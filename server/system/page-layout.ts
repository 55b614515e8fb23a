import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import {
  isLinkTo,
  type PageSection,
  type PageSettings,
  type PageTab,
  pageAreas,
  sectionsOf,
  widgets,
} from '@rapport/vocabulary/define/page-layout.ts'
import { quoted, Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { checkedLabel, isObject, refuseDefinition } from '../records/custom/definition.ts'
import { ownFields } from '../records/custom/derived.ts'

const most = { sections: 60, tabs: 20, fields: 200 } as const
const legalKey = /^[a-z0-9_]{1,60}$/

/** What a page is judged against. What stood before may stay, even if its field has been removed since. */
interface Ground {
  readonly object: ObjectDefinition
  readonly vocabulary: Vocabulary
  readonly stood: readonly PageSection[]
}

type Given = { readonly [name: string]: unknown }

const refuseShape = () =>
  refuseDefinition(
    `A page has lists of sections named ${pageAreas.join(', ')}, and a list of tabs with sections each.`,
    `页面包含名为 ${pageAreas.join('、')} 的区块列表，以及各带区块的标签页列表 tabs。`,
  )

const listIn = (given: Given, name: string, atMost: number): readonly Given[] => {
  const list = given[name] ?? []
  if (!Array.isArray(list) || !list.every(isObject)) throw refuseShape()
  if (list.length > atMost) throw refuseDefinition(`"${name}" takes at most ${atMost}.`, `“${name}”最多 ${atMost} 个。`)
  return list
}

const keyOf = ({ key }: Given): string => {
  if (typeof key === 'string' && legalKey.test(key)) return key
  throw refuseDefinition(
    `Each section and tab has a key of small letters, digits and _; ${quoted(key)} is none.`,
    `每个区块和标签页都有由小写字母、数字和 _ 组成的 key；${quoted(key)} 不符合。`,
  )
}

const labelOf = ({ label }: Given): Pick<PageSection, 'label'> =>
  label === undefined || label === null ? {} : { label: checkedLabel(label, 'The name of a section or a tab', 80) }

function fieldsOf(given: Given, widget: string, { object, stood }: Ground): readonly string[] {
  const names = given.fields ?? []
  if (!Array.isArray(names) || !names.every((one) => typeof one === 'string') || names.length > most.fields)
    throw refuseDefinition(
      `The section "${widget}" names its fields: at most ${most.fields}.`,
      `区块“${widget}”应列出字段名称，最多 ${most.fields} 个。`,
    )
  const there = (name: string) =>
    Object.hasOwn(object.fields, name) || stood.some((one) => one.fields?.includes(name) ?? false)
  const lost = names.find((name) => !there(name))
  if (lost !== undefined)
    throw refuseDefinition(
      `${object.labels.en} have no field ${quoted(lost)}.`,
      `${object.labels.zh}没有字段${quoted(lost)}。`,
    )
  return [...new Set<string>(names)]
}

function linkOf({ link }: Given, { object, vocabulary, stood }: Ground): Pick<PageSection, 'link'> {
  if (link === undefined || link === null) return {}
  if (typeof link === 'string' && (isLinkTo(vocabulary, object, link) || stood.some((one) => one.link === link)))
    return { link }
  throw refuseDefinition(
    `Nothing points to ${object.labels.en} by ${quoted(link)}: a list is named like "order.customer".`,
    `没有以${quoted(link)}指向${object.labels.zh}的记录：列表的写法如 "order.customer"。`,
  )
}

function whenOf({ when }: Given, { object, vocabulary, stood }: Ground): Pick<PageSection, 'when'> {
  if (when === undefined || when === null) return {}
  if (stood.some((one) => JSON.stringify(one.when) === JSON.stringify(when))) return { when: when as Filter }
  const checked = isObject(when)
    ? checkFilter(when as Filter, object, { vocabulary, sees: () => true })
    : new Refusal('type', { en: 'it is a filter', zh: '应为筛选' })
  if (checked instanceof Refusal)
    throw refuseDefinition(
      `The condition of a section is not right: ${checked.say.en}.`,
      `区块的条件不正确：${checked.say.zh}。`,
    )
  if (ownFields(checked) === false)
    throw refuseDefinition(
      'The condition of a section may only ask fields of the record itself.',
      '区块的条件只能使用记录自身的字段。',
    )
  return { when: when as Filter }
}

function sectionOf(given: Given, ground: Ground): PageSection {
  const widget = widgets.find((one) => one === given.widget)
  if (widget === undefined)
    throw refuseDefinition(
      `There is no section of the kind ${quoted(given.widget)}; there are ${widgets.join(', ')}.`,
      `没有类型为${quoted(given.widget)}的区块；可用：${widgets.join('、')}。`,
    )
  return {
    key: keyOf(given),
    widget,
    ...labelOf(given),
    ...((widget === 'fields' || widget === 'numbers') && { fields: fieldsOf(given, widget, ground) }),
    ...((widget === 'related' || widget === 'parts') && linkOf(given, ground)),
    ...whenOf(given, ground),
  }
}

function eachOnce(keys: readonly string[]): void {
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  if (twice !== undefined)
    throw refuseDefinition(`The key "${twice}" stands twice on the page.`, `页面上重复出现 key“${twice}”。`)
}

/** The settings of a page, judged by the object that it shows. Problem definition_invalid says what is not right. */
export function checkedPage(
  given: unknown,
  object: ObjectDefinition,
  vocabulary: Vocabulary,
  before: PageSettings | undefined,
): PageSettings {
  if (!isObject(given)) throw refuseShape()
  const stray = Object.keys(given).find((name) => name !== 'tabs' && !pageAreas.some((area) => area === name))
  if (stray !== undefined) throw refuseShape()
  const ground = { object, vocabulary, stood: before ? sectionsOf(before) : [] }
  const sections = (from: Given, name: string) => listIn(from, name, most.sections).map((one) => sectionOf(one, ground))
  const page: PageSettings = {
    top: sections(given, 'top'),
    side: sections(given, 'side'),
    main: sections(given, 'main'),
    tabs: listIn(given, 'tabs', most.tabs).map(
      (tab): PageTab => ({ key: keyOf(tab), ...labelOf(tab), sections: sections(tab, 'sections') }),
    ),
  }
  eachOnce(sectionsOf(page).map((one) => one.key))
  eachOnce(page.tabs.map((tab) => tab.key))
  return page
}
