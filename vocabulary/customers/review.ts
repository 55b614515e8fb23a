import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** What a customer says of a product or of us: stars and words, from a shop, a survey or elsewhere. */
export const review = defineObject({
  name: 'review',
  plural: 'reviews',
  concept: 'customers',
  label: label('Review', '评价'),
  labels: label('Reviews', '评价'),
  icon: 'star',
  title: 'title',
  fields: {
    title: field.text(label('Title', '标题'), { max: 300, search: true }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Reviews', '评价') }),
    product: field.link(label('Product', '产品'), { to: 'product', reverse: label('Reviews', '评价') }),
    order: field.link(label('Order', '订单'), { to: 'order', reverse: label('Reviews', '评价') }),
    rating: field.integer(label('Stars', '星级'), {
      min: 1,
      max: 5,
      index: true,
      aliases: ['score', 'stars', '评分', '打分'],
    }),
    likely_rating: field.number(label('Stars by its words', '按文本的星级'), {
      derived: true,
      scored: 'review.likely_rating',
      help: label('Learned from your own reviews and their stars', '根据您自己的评价及其星级学习'),
    }),
    text: field.longText(label('Text', '内容'), { aliases: ['body', 'comment', 'review text', '评论', '评价内容'] }),
    at: field.datetime(label('Written', '评价时间'), { index: true }),
    source: field.text(label('Source', '来源'), { max: 150 }),
    reply: field.longText(label('Our reply', '我们的回复')),
    published: field.boolean(label('Published', '已公开'), { default: false }),
  },
  list: { columns: ['title', 'rating', 'customer', 'product', 'at', 'source'], sort: '-at' },
  page: {
    numbers: ['rating'],
    sections: [
      {
        label: label('Review', '评价'),
        fields: [
          'customer',
          'product',
          'order',
          'rating',
          'likely_rating',
          'title',
          'text',
          'at',
          'source',
          'reply',
          'published',
        ],
      },
    ],
  },
  timeline: { at: 'at', customer: 'customer', show: ['rating', 'product', 'text'] },
})
