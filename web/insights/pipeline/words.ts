import { label } from '@rapport/vocabulary/define/label.ts'

export const words = {
  title: label('Pipeline forecast', '商机预测'),
  lead: label(
    'What the deals that are open now will bring, month by month. Deals that are still to come are not in it.',
    '目前进行中的商机各月将带来多少收入，不含今后新增的商机。',
  ),
  begin: label('Look ahead', '开始预测'),
  nothing: label('Nothing has been foreseen yet', '尚未预测'),
  about: label(
    'From your deals and their history: how likely each is to be won, when deals like it were won, and what that adds up to – tried on past months as the records stood then.',
    '根据您的商机及其历史：每个商机的赢单可能、同类商机何时赢单，以及合计金额，并用过去各月当时的记录检验。',
  ),
  total: label('{mean} within six months, likely {low} to {high}', '六个月内 {mean}，可能为 {low} 至 {high}'),
  basis: {
    model: label(
      '{open} open deals, with their chances by the model of deals to be won; times from {won} won ones.',
      '{open} 个进行中的商机，赢单可能来自商机模型；时间取自 {won} 个已赢单商机。',
    ),
    stages: label(
      '{open} open deals; chances from the share that was won out of each stage, among {closed} closed deals, times from {won} won ones.',
      '{open} 个进行中的商机；赢单可能取自 {closed} 个已结束商机在各阶段的赢单比例，时间取自 {won} 个已赢单商机。',
    ),
  },
  unpriced: label('{n} have no amount and count as nothing.', '其中 {n} 个没有金额，按零计算。'),
  foreign: label('{n} deals in other currencies are left out.', '{n} 个其他币种的商机未计入。'),
  picture: label('What comes, month by month', '各月预测'),
  pictureAbout: label(
    'Whiskers: {level} of simulated futures end between them.',
    '误差线：{level} 的模拟结果落在其间。',
  ),
  month: label('Month', '月份'),
  expected: label('Expected', '预计'),
  low: label('At least', '下限'),
  high: label('At most', '上限'),
  tried: label('How it did on past months', '过去各月的检验'),
  triedAbout: label(
    'Each month was foreseen from its first day, from deals and their history as they stood then: by the share that was won out of each stage and, where enough deals had been closed by then, by a model of deals that learned from those alone.',
    '每月均以月初当时的商机及历史进行预测：按各阶段赢单比例；若当时已结束的商机足够，也用仅从这些商机学习的模型预测。',
  ),
  by: {
    stages: label('By stage', '按阶段'),
    model: label('By the model', '按模型'),
  },
  noModel: label(
    'Chances are those of the stages: no model of deals to be won serves, so there is nothing to compare them with.',
    '赢单可能取自各阶段比例：目前没有投入使用的商机模型可供比较。',
  ),
  untried: label(
    'A model of deals to be won serves, and no past month had enough closed deals before it to try it on.',
    '商机模型已投入使用，但过去各月之前已结束的商机不足，无法检验。',
  ),
  used: {
    model: label(
      'The model’s own chances are used: over {months} months both ways foresaw, they lay off by {model} on average, those of the stages by {stages}.',
      '使用模型的赢单可能：在两种方法都能预测的 {months} 个月中，模型平均偏差 {model}，阶段比例平均偏差 {stages}。',
    ),
    stages: label(
      'The shares by stage are used though a model of deals serves: over {months} months both ways foresaw, they lay off by {stages} on average, the model by {model}.',
      '尽管有商机模型，仍使用阶段比例：在两种方法都能预测的 {months} 个月中，阶段比例平均偏差 {stages}，模型平均偏差 {model}。',
    ),
    fewMonths: label(
      'The model’s own chances are used: the {months} months that both ways foresaw are too few to tell which is nearer (model {model}, stages {stages} off on average).',
      '使用模型的赢单可能：两种方法都能预测的只有 {months} 个月，不足以判断哪种更接近（模型平均偏差 {model}，阶段 {stages}）。',
    ),
  },
  byStage: label('{n} without a chance by the model go by their stage.', '其中 {n} 个没有模型概率，按阶段计算。'),
  none: label(
    'There are too few closed deals before the past months to try it on them.',
    '过去各月之前已结束的商机太少，无法检验。',
  ),
  open: label('Open then', '当时进行中'),
  came: label('Came', '实际'),
  before: label('As the month before', '与上月相同'),
  weighted: label('Amount × probability', '金额 × 概率'),
  off: label('Off by, on average', '平均偏差'),
  held: label('The range held {n} of {all} months.', '区间包含了 {all} 个月中的 {n} 个。'),
  better: label('The forecast was nearer than both simple ways.', '预测比两种简单方法都更接近实际。'),
  worse: label('The forecast was no better than “{way}”: do not rely on it.', '预测并不优于“{way}”，请勿依赖。'),
  slow: label(
    'Slower than 90 % of won deals at this stage: {days} days, where nine of ten won deals stood at most {most} (half of them {usual}; {deals} deals).',
    '比 90% 的赢单商机在此阶段更慢：已 {days} 天，而九成赢单商机最多停留 {most} 天（半数 {usual} 天；共 {deals} 个）。',
  ),
  silent: label(
    'No activity for {days} days, longer than the longest silence of 90 % of won deals ({most} days; half of them {usual}; {deals} deals).',
    '已 {days} 天没有动态，超过 90% 的赢单商机最长的沉默期（{most} 天；半数 {usual} 天；共 {deals} 个）。',
  ),
  line: label('Deals this month: {mean}, likely {low} to {high}', '本月商机预计 {mean}，可能为 {low} 至 {high}'),
  slowShort: label('Slower than 90 % of won deals at this stage', '比 90% 的赢单商机在此阶段更慢'),
  notes: label('What is unusual', '异常提示'),
}
