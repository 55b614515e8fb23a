import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** An answer that is written once: for colleagues, or for customers too. */
export const article = defineObject({
  name: 'article',
  plural: 'articles',
  concept: 'service',
  label: label('Article', '知识文章'),
  labels: label('Knowledge', '知识库'),
  icon: 'book',
  title: 'title',
  fields: {
    title: field.text(label('Title', '标题'), { required: true, max: 300, search: true, index: true }),
    text: field.longText(label('Text', '内容'), { required: true }),
    status: field.choice(
      label('Status', '状态'),
      {
        draft: { label: label('Draft', '草稿'), colour: 'gray' },
        internal: { label: label('Internal', '内部'), colour: 'yellow' },
        public: { label: label('Public', '公开'), colour: 'green' },
      },
      { required: true, default: 'draft', index: true },
    ),
    product: field.link(label('Product', '产品'), { to: 'product', reverse: label('Articles', '知识文章') }),
    language: field.text(label('Language', '语言'), { max: 35 }),
    tags: field.links(label('Tags', '标签'), { to: 'tag' }),
  },
  list: { columns: ['title', 'status', 'product', 'language', 'updated_at'], sort: 'title' },
  page: {
    sections: [
      { label: label('Article', '知识文章'), fields: ['title', 'text', 'status', 'product', 'language', 'tags'] },
    ],
  },
})
