import { label } from '@rapport/vocabulary/define/label.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import { useLocale, useSay } from '../language.ts'
import { fill } from '../ui/fill.ts'
import { dayInWords } from './dates.ts'
import css from './insights.module.css'

export const words = {
  mark: label('To be retrained', '待重新训练'),
  why: label(
    'To be retrained: {rows} of the rows it learned from are of {records} records that were erased, or whose customer refused profiling, since {since}. The next night learns anew without them.',
    '待重新训练：自 {since} 起，有 {records} 条记录被彻底删除或其客户拒绝画像分析，涉及 {rows} 行训练数据。下一夜将在排除它们后重新学习。',
  ),
}

/** That a model knows somebody whom it may not know any more. */
export const ToRetrain = ({ withdrawn: { rows, records, since } }: { readonly withdrawn: Withdrawn }) => {
  const say = useSay()
  const locale = useLocale()
  const count = (value: number) => value.toLocaleString(locale)
  return (
    <p className={css.notice} role="status">
      {fill(say(words.why), { rows: count(rows), records: count(records), since: dayInWords(since, locale) })}
    </p>
  )
}
