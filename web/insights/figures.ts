import { label } from '@rapport/vocabulary/define/label.ts'
import type { Group } from './report.ts'

/** The measures by which models are judged, in words. */
export const measureWords: {
  readonly [measure: string]: { readonly label: ReturnType<typeof label>; readonly help: ReturnType<typeof label> }
} = {
  auc: {
    label: label('Ranking (AUC)', '排序能力（AUC）'),
    help: label(
      'Of a case with yes and one with no, how often the first has the higher score. .5 is a coin, 1 never errs.',
      '任取一个“是”和一个“否”，前者评分更高的概率；.5 等于抛硬币，1 为从不出错。',
    ),
  },
  averagePrecision: {
    label: label('Average precision', '平均精确率'),
    help: label('How pure the top of the list is, on average.', '名单前列的平均纯度。'),
  },
  brier: {
    label: label('Brier score', 'Brier 分数'),
    help: label('Mean squared error of the probabilities. Less is better.', '概率的均方误差，越小越好。'),
  },
  logLoss: { label: label('Log loss', '对数损失'), help: label('Less is better.', '越小越好。') },
  lift10: {
    label: label('Lift of the top tenth', '前 10% 提升度'),
    help: label('How many times more yes among the top tenth than overall.', '前 10% 中“是”的比例是总体的多少倍。'),
  },
  accuracy: {
    label: label('Right answers', '准确率'),
    help: label('Share of cases that were told right.', '判断正确的比例。'),
  },
  top3: {
    label: label('Among the first three', '前三命中率'),
    help: label(
      'Share of cases that ended in one of the three likeliest answers.',
      '结果落在最可能的三个答案之中的比例。',
    ),
  },
  hit3: {
    label: label('One of three came true', '前三命中'),
    help: label(
      'Share of records of which one of the three likeliest came true.',
      '最可能的三项中至少一项成真的记录比例。',
    ),
  },
  hit1: {
    label: label('The first came true', '首位命中'),
    help: label('Share of records of which the likeliest came true.', '最可能的一项成真的记录比例。'),
  },
  rmse: { label: label('Root mean square error', '均方根误差'), help: label('Less is better.', '越小越好。') },
  mae: { label: label('Mean absolute error', '平均绝对误差'), help: label('Less is better.', '越小越好。') },
  r2: {
    label: label('Explained (R²)', '解释度（R²）'),
    help: label(
      'Share of the differences that is foreseen. 0: no better than the mean.',
      '被预测到的差异比例；0 表示不优于平均值。',
    ),
  },
  correlation: {
    label: label('Correlation', '相关性'),
    help: label('1: in step with what came.', '1 表示与实际完全一致。'),
  },
  totalError: {
    label: label('Error of the total', '总量误差'),
    help: label('Forecast total over true total, less 1.', '预测总量与实际总量之比减 1。'),
  },
  capture: {
    label: label('Found by the top tenth', '前 10% 所占份额'),
    help: label(
      'Share of the true total that the tenth with the highest forecasts brought.',
      '预测值最高的 10% 实际贡献的总量份额。',
    ),
  },
}

const shares = new Set(['accuracy', 'top3', 'hit3', 'hit1', 'totalError', 'capture'])
/** Read as readers of statistics write them: .775. */
const ranks = new Set(['auc', 'averagePrecision'])

export const showMeasure = (measure: string, value: number | null | undefined, locale: string): string => {
  if (value === null || value === undefined || Number.isNaN(value)) return '—'
  if (shares.has(measure)) return `${(value * 100).toFixed(1)} %`
  if (ranks.has(measure)) return value.toFixed(3).replace(/^0/, '')
  if (measure === 'lift10') return `${value.toFixed(2)} ×`
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString(locale) : value.toFixed(3)
}

const short = (value: number, locale: string): string =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString(locale)
    : value.toLocaleString(locale, { maximumFractionDigits: Math.abs(value) < 1 ? 2 : 1 })

/** A value of a feature in words of the business. */
export const showValue = (unit: string, value: number | string | null | undefined, locale: string): string => {
  const zh = locale === 'zh'
  if (value === null || value === undefined || value === '') return zh ? '空' : 'empty'
  if (typeof value === 'string') return value
  if (unit === 'share') return `${(value * 100).toFixed(0)} %`
  if (unit === 'days') return zh ? `${short(value, locale)} 天` : `${short(value, locale)} days`
  if (unit === 'yes_no') return value > 0.5 ? (zh ? '是' : 'yes') : zh ? '否' : 'no'
  return short(value, locale)
}

export const showGroup = (unit: string, group: Group, locale: string): string => {
  if (group.from === undefined) return showValue(unit, group.word, locale)
  const [from, to] = [group.from, group.to!]
  if (from === to || unit === 'yes_no') return showValue(unit, from, locale)
  return `${short(from, locale)} – ${showValue(unit, to, locale)}`
}
