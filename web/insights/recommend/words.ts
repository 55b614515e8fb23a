import { type Label, label } from '@rapport/vocabulary/define/label.ts'

export const words = {
  title: label('Recommendations', '推荐'),
  lead: label(
    'What to offer to whom, tried out on purchases that the methods had not seen.',
    '向谁推荐什么，用各方法未见过的购买记录检验。',
  ),
  begin: label('Try the methods', '试用各方法'),
  nothing: label('Nothing has been tried yet', '尚未试用'),
  about: label(
    'Rapport compares ways to recommend on your last weeks of sales. They serve only when they beat what sells anyway.',
    'Rapport 用您最近几周的销售比较各种推荐方法，只有胜过热销榜才会启用。',
  ),
  live: label('In use', '使用中'),
  idle: label('Not in use', '未启用'),
  isLive: label(
    '{method} beats what sells anyway beyond doubt, so its lists are shown on customers, orders and quotes.',
    '{method} 确实胜过热销榜，其列表已显示在客户、订单和报价单上。',
  ),
  isIdle: label(
    'No method beats what sells anyway beyond doubt (95 %), so nothing is shown.',
    '没有方法能确定地（95%）胜过热销榜，因此不显示推荐。',
  ),
  ahead: label('Ahead of {than} by {value} ({low} to {high})', '领先 {than} {value}（{low} 至 {high}）'),
  trial: label('Tried on purchases not seen', '用未见过的购买检验'),
  trialAbout: label(
    'Learned from everything before {measure}, chosen on the weeks before that day, and measured on what {judges} customers bought for the first time between {measure} and {end}. Lists of ten.',
    '从 {measure} 之前的数据学习，用此前几周选择方法，并用 {judges} 位客户在 {measure} 至 {end} 首次购买的产品衡量。每份列表十项。',
  ),
  method: label('Method', '方法'),
  ndcg: label('Quality of the list', '列表质量'),
  ndcgAbout: label('NDCG: 1 when everything bought stands on top', 'NDCG：购买的都排在最前时为 1'),
  hit: label('Lists with a hit', '命中的列表'),
  recall: label('Of purchases foretold', '预测到的购买'),
  coverage: label('Of products shown', '展示的产品'),
  chosen: label('chosen', '已选'),
  beat: label('to be beaten', '需胜过'),
  success: label('What came of it', '效果'),
  successAbout: label(
    'A tenth of the customers, by a hash of their number, is shown what sells at present instead. Bought: something of what was shown, within {days} days.',
    '按客户编号的哈希，十分之一的客户改为显示当前热销品。“购买”指在 {days} 天内买了所展示的产品。',
  ),
  group: label('Shown', '展示'),
  own: label('Lists of their own', '个性化列表'),
  held: label('What sells at present', '当前热销'),
  customers: label('Customers', '客户数'),
  clicked: label('Taken up', '采纳'),
  bought: label('Bought', '购买'),
  share: label('Share that bought', '购买比例'),
  difference: label(
    'Lists of their own: {value} more buyers than among those held out ({low} to {high}, 95 %).',
    '个性化列表的购买比例比对照组高 {value}（{low} 至 {high}，95%）。',
  ),
  undecided: label(
    'The interval holds zero: whether they help cannot be told yet.',
    '区间包含零：尚不能判断是否有效。',
  ),
  noSuccess: label(
    'Nothing can be said yet: {waiting} customers were shown something whose {days} days are not over.',
    '尚无法评估：{waiting} 位客户的 {days} 天观察期还未结束。',
  ),
  noneShown: label(
    'Nothing has been shown yet. What is shown on customers, orders and quotes is counted from now on.',
    '尚未展示任何推荐。从现在起，客户、订单和报价单上的展示都会被统计。',
  ),
  panel: label('What to recommend', '推荐产品'),
  adding: label('What goes with it', '可搭配'),
  heldOut: label(
    'This customer belongs to the tenth that is shown what sells at present, for comparison.',
    '该客户属于对照组，显示当前热销品。',
  ),
  together: label(
    'because {both} of {of} customers who bought {name} bought it too',
    '因为购买 {name} 的 {of} 位客户中有 {both} 位也买了它',
  ),
  alike: label('because it is like {name}: {words}', '因为与 {name} 相似：{words}'),
  popular: label('because {buyers} customers bought it', '因为有 {buyers} 位客户购买过'),
  something: label('what they bought', '所购产品'),
  add: label('Add', '添加'),
  lists: label('Recommendations for its customers', '为其客户推荐'),
  listsAbout: label(
    'One line for each customer of the segment who agreed to marketing and has a list: three products with price and reason. What is exported counts as shown.',
    '客户群中同意营销且有推荐列表的每位客户一行：三种产品及价格、理由。导出即视为已展示。',
  ),
  download: label('Download as CSV', '下载 CSV'),
  refused: label('The customer refused profiling, so nothing is recommended.', '客户拒绝画像分析，因此不推荐。'),
} as const

export const methodNames: { readonly [method: string]: Label } = {
  popular: label('What sold most', '总销量最高'),
  recent: label('What sells at present', '当前热销'),
  content: label('Like what they have', '内容相似'),
  neighbours: label('Bought by the same customers', '同类客户购买'),
  ease: label('Linear item model (EASE)', '线性物品模型 (EASE)'),
  factors: label('Hidden tastes (iALS)', '隐含偏好 (iALS)'),
  hybrid: label('Mixture of all', '混合'),
}
