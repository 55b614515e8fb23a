import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A file that hangs on a record. Its bytes lie in the data folder under their SHA-256. */
export const file = defineObject({
  name: 'file',
  plural: 'files',
  concept: 'system',
  hidden: true,
  label: label('File', '文件'),
  labels: label('Files', '文件'),
  icon: 'paperclip',
  title: 'name',
  follows: 'about',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 300, search: true, index: true }),
    about: field.reference(label('About', '关于'), { index: true }),
    size: field.number(label('Size (bytes)', '大小（字节）'), { derived: true }),
    type: field.code(label('Type', '类型'), { derived: true }),
    sha256: field.code(label('Checksum', '校验和'), { derived: true }),
  },
  list: { columns: ['name', 'about', 'type', 'size', 'created_at'], sort: '-created_at' },
  page: { sections: [{ label: label('File', '文件'), fields: ['name', 'about', 'type', 'size', 'sha256'] }] },
  timeline: { at: 'created_at', about: 'about', show: ['type', 'size'] },
})
