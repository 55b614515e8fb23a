import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import type { Person } from '../../records/person.ts'
import type { Change } from '../../records/rules.ts'

const brief = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** "Amelia mentioned you: …" */
export const mentionWords = (who: string, change: Change, locale: Locale): string => {
  const said = brief(String(change.after?.text ?? '').replace(/\s+/g, ' '), 200)
  return locale === 'zh' ? `${who} 提到了您：${said}` : `${who} mentioned you: ${said}`
}

/** "Amelia changed “Ribbon order”: Stage, Amount" */
export const changedWords = (who: string, change: Change, name: string, row: AnyRow, { locale }: Person): string => {
  const object = vocabulary.find(name)
  const title = brief(String(row[object?.title ?? ''] ?? ''), 80)
  const about = `“${title}”`
  if (change.object === 'comment') return locale === 'zh' ? `${who} 评论了${about}` : `${who} commented on ${about}`
  if (change.object === 'file')
    return locale === 'zh' ? `${who} 为${about}添加了文件` : `${who} added a file to ${about}`
  const labels = Object.keys(change.after ?? {}).map((field) => object?.fields[field]?.label[locale])
  const fields = labels.filter((label) => label !== undefined).slice(0, 5)
  const listed = fields.length > 0 ? (locale === 'zh' ? `：${fields.join('、')}` : `: ${fields.join(', ')}`) : ''
  if (change.verb === 'delete') return locale === 'zh' ? `${who} 删除了${about}` : `${who} moved ${about} to the trash`
  return locale === 'zh' ? `${who} 修改了${about}${listed}` : `${who} changed ${about}${listed}`
}
