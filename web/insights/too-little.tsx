import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import { IconScale } from '@tabler/icons-react'
import { useSay } from '../language.ts'
import { Empty } from '../ui/states.tsx'
import { useFigures } from './numbers.ts'

export const isTooLittle = (content: object | null | undefined): content is TooLittle =>
  content !== null && content !== undefined && 'tooLittle' in content

const words = {
  title: label('Not enough to learn from yet', '数据还不足以学习'),
  lead: label('Anything said now would be chance.', '现在得出的结论只会是偶然。'),
}
const named: { readonly [of: string]: Label } = {
  buyers: label('customers who have ordered', '下过单的客户'),
  customers: label('customers who have ordered', '下过单的客户'),
  orders: label('orders with products', '含产品的订单'),
  products: label('products that were sold', '售出过的产品'),
  closedDeals: label('deals that were won or lost', '已赢单或输单的商机'),
  wonDeals: label('deals that were won', '已赢单的商机'),
  days: label('days of sales', '天的销售记录'),
  choosers: label('customers who came back with something new, to choose on', '回购新品的客户（用于选择）'),
  recommendations: label('recommendations in use', '启用中的推荐'),
  spentCampaigns: label(
    'campaigns of one channel that cost something and began long enough ago',
    '同一渠道中有花费且开始已久的营销活动',
  ),
  earnings: label('campaigns that earned something', '有收益的营销活动'),
  taken: label('purchases of recommended products', '推荐产品的购买'),
  judges: label('customers who came back with something new, to measure on', '回购新品的客户（用于衡量）'),
}
const needed = label('{has} of {needs} {of}', '{of}：现有 {has}，需要 {needs}')

/** Says what is missing, in numbers. */
export const Missing = ({ missing }: { missing: TooLittle }) => {
  const say = useSay()
  const { count } = useFigures()
  const sentences = missing.tooLittle.map(({ of, has, needs }) =>
    say(needed)
      .replace('{has}', count(has))
      .replace('{needs}', count(needs))
      .replace('{of}', named[of] ? say(named[of]) : of),
  )
  return (
    <Empty icon={IconScale} title={say(words.title)}>
      {say(words.lead)} {sentences.join(' · ')}
    </Empty>
  )
}
