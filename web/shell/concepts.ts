import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Concept, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** A page that is not the list of an object. */
export interface Place {
  readonly to: string
  readonly label: MessageDescriptor
  readonly icon: string
  /** What else people may call it, in either language. */
  readonly words?: string
}

interface Section {
  readonly concept: Concept
  readonly label: MessageDescriptor
  readonly places?: readonly Place[]
}

/** The sections of the navigation, in order. What belongs to the system itself stands in the settings. */
export const sections: readonly Section[] = [
  { concept: 'work', label: msg`Work` },
  { concept: 'customers', label: msg`Customers` },
  { concept: 'products', label: msg`Products` },
  { concept: 'sales', label: msg`Sales` },
  { concept: 'service', label: msg`Service` },
  { concept: 'marketing', label: msg`Marketing` },
  {
    concept: 'insights',
    label: msg`Insights`,
    places: [
      {
        to: '/insights',
        label: msg`What the data say`,
        icon: 'bulb',
        words: 'insights learn models scores predict 数据 洞察 模型 评分 预测 学习',
      },
      {
        to: '/insights/segments',
        label: msg`Customer groups`,
        icon: 'chart-pie',
        words: 'segments clusters rfm groups 客户群 聚类 分群',
      },
      {
        to: '/insights/baskets',
        label: msg`Bought together`,
        icon: 'shopping-bag',
        words: 'baskets association rules sequences bought together 购物篮 关联规则 序列 一起购买',
      },
      {
        to: '/insights/recommend',
        label: msg`Recommendations`,
        icon: 'thumb-up',
        words: 'recommendations recommend 推荐',
      },
      {
        to: '/insights/forecast',
        label: msg`Sales forecast`,
        icon: 'trending-up',
        words: 'forecast sales series 预测 销售预测',
      },
      {
        to: '/insights/pipeline',
        label: msg`Pipeline forecast`,
        icon: 'activity',
        words: 'pipeline forecast deals 管道预测 商机预测',
      },
      {
        to: '/insights/plan',
        label: msg`Plan of offers`,
        icon: 'target-arrow',
        words: 'plan offers optimise optimisation 优惠 方案 计划 优化',
      },
      {
        to: '/insights/budget',
        label: msg`Budget plan`,
        icon: 'coin',
        words: 'budget channels plan spending 预算 渠道 计划',
      },
      {
        to: '/insights/assignment',
        label: msg`Lead assignment`,
        icon: 'users-group',
        words: 'assign leads people plan 分配 线索 计划',
      },
      {
        to: '/insights/routes',
        label: msg`Visit routes`,
        icon: 'map-pin',
        words: 'routes visits schedule plan 路线 拜访 计划',
      },
    ],
  },
]

/** The objects of a section that have a place of their own: parts are shown inside their whole. */
export const shownIn = (vocabulary: Vocabulary, concept: Concept): readonly ObjectDefinition[] =>
  vocabulary.objects.filter((object) => object.concept === concept && !object.hidden && !object.partOf)
