import { label } from '@rapport/vocabulary/define/label.ts'

export const words = {
  title: label('As good for everyone?', '对各群体同样有效吗？'),
  about: label(
    'Choose a field: the cases that the model had not seen, group by group. Fields that it does not learn from can be chosen too. Groups are those of the records as they stand today.',
    '选择一个字段，按群体查看模型未见过的案例；模型未使用的字段也可选择。群体按记录的当前状态划分。',
  ),
  by: label('Compare by', '比较依据'),
  above: label('Counts as yes from a score of', '视为“是”的评分门槛'),
  pick: label('Choose a field', '选择字段'),
  rows: label('Cases', '案例'),
  group: label('Group', '群体'),
  empty: label('empty', '空'),
  yes: label('yes', '是'),
  no: label('no', '否'),
  years: label('{from} to {to} years', '{from}–{to} 岁'),
  few: label('too few to judge', '案例太少，无法判断'),
  others: label(
    '{rows} cases in {groups} further groups are not shown.',
    '另有 {groups} 个群体的 {rows} 个案例未列出。',
  ),
  gone: label('{n} cases are left out: their records are gone.', '{n} 个案例的记录已不存在，未计入。'),
  small: label(
    'Too small to judge, with fewer than {n} cases: {groups}.',
    '少于 {n} 个案例、无法判断的群体：{groups}。',
  ),
  none: label('No difference between the groups is more than chance would make.', '各群体之间没有超出偶然范围的差异。'),
  alone: label('Only one group has enough cases, so there is nothing to compare.', '只有一个群体案例足够，无从比较。'),
  note: label(
    'Ranges hold the true figure in 95 of 100 cases. A difference is named when chance alone makes one as large in fewer than 5 of 100 tries, counted over all the figures together (Holm). Where the outcome itself is more frequent in a group, equal errors, equal shares and equal calibration cannot all hold at once.',
    '区间在 100 次中有 95 次包含真实值。只有当偶然造成同样差异的可能低于 5%（按全部指标合并计算，Holm 法）时才会指出。当某群体的结果本身更常见时，误差相等、比例相等与校准相等不可能同时成立。',
  ),
  range: label('{low} to {high}', '{low} 至 {high}'),
} as const

/** What a group tells: the head of its column, and the sentence about a difference. */
export const measures = {
  base: {
    head: label('Came true', '实际比例'),
    help: label('The base rate: how often the outcome was yes.', '基准比例：结果为“是”的比例。'),
    differ: label(
      'The outcome itself is more frequent among {most} ({high}) than among {least} ({low}).',
      '结果本身在“{most}”中（{high}）比在“{least}”中（{low}）更常见。',
    ),
  },
  above: {
    head: label('Scored yes', '判为“是”'),
    help: label('Share with a score from the threshold on.', '评分达到门槛的比例。'),
    differ: label(
      'More reach the threshold among {most} ({high}) than among {least} ({low}).',
      '“{most}”中达到门槛的（{high}）多于“{least}”（{low}）。',
    ),
  },
  hits: {
    head: label('Found of the yes', '命中率'),
    help: label('True positive rate.', '真阳性率。'),
    differ: label(
      'Of those with a yes, more are found among {most} ({high}) than among {least} ({low}).',
      '在结果为“是”的案例中，“{most}”被找到的（{high}）多于“{least}”（{low}）。',
    ),
  },
  alarms: {
    head: label('False alarms of the no', '误报率'),
    help: label('False positive rate.', '假阳性率。'),
    differ: label(
      'Of those with a no, more are falsely taken for yes among {most} ({high}) than among {least} ({low}).',
      '在结果为“否”的案例中，“{most}”被误判的（{high}）多于“{least}”（{low}）。',
    ),
  },
  gap: {
    head: label('Came, less what was said', '实际减预测'),
    help: label('Calibration: 0 when it came as often as was said.', '校准：与预测一致时为 0。'),
    differ: label(
      'What is said is nearer the truth for some: what came lies {high} from it among {most}, {low} among {least}.',
      '预测的准确程度不同：“{most}”的实际与预测相差 {high}，“{least}”相差 {low}。',
    ),
  },
  auc: {
    head: label('Ranking (AUC)', '排序能力（AUC）'),
    help: label('.5 is a coin, 1 never errs.', '.5 等于抛硬币，1 为从不出错。'),
    differ: label(
      'The ranking is better among {most} ({high}) than among {least} ({low}).',
      '“{most}”的排序能力（{high}）优于“{least}”（{low}）。',
    ),
  },
  right: {
    head: label('Told right', '判断正确'),
    help: label('Share of cases that were told right.', '判断正确的比例。'),
    differ: label(
      'More are told right among {most} ({high}) than among {least} ({low}).',
      '“{most}”中判断正确的（{high}）多于“{least}”（{low}）。',
    ),
  },
} as const
