import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** What a model learned at one time, how well it did on data that it had not seen, and who let it serve. */
export const modelVersion = defineObject({
  name: 'model_version',
  plural: 'model_versions',
  concept: 'insights',
  hidden: true,
  ownerless: true,
  partOf: 'model',
  label: label('Model version', '模型版本'),
  labels: label('Model versions', '模型版本'),
  icon: 'versions',
  title: 'method',
  fields: {
    model: field.link(label('Model', '模型'), {
      to: 'model',
      required: true,
      part: true,
      reverse: label('Versions', '版本'),
    }),
    number: field.integer(label('Version', '版本号'), { required: true, derived: true }),
    status: field.choice(
      label('Status', '状态'),
      {
        candidate: { label: label('Waits for approval', '待批准'), colour: 'blue' },
        serving: { label: label('Serving', '使用中'), colour: 'green' },
        retired: { label: label('Served before', '曾使用'), colour: 'gray' },
        refused: { label: label('Not better', '未改进'), colour: 'orange' },
      },
      { required: true, default: 'candidate', derived: true },
    ),
    method: field.text(label('Method', '方法'), { max: 100 }),
    trained_at: field.datetime(label('Trained', '训练时间'), { derived: true, index: true }),
    as_of: field.datetime(label('Data up to', '数据截至'), { derived: true }),
    rows: field.integer(label('Rows learned from', '训练行数'), { derived: true }),
    metrics: field.json(label('Metrics', '指标')),
    approved_by: field.link(label('Approved by', '批准人'), { to: 'user', derived: true }),
    approved_at: field.datetime(label('Approved', '批准时间'), { derived: true }),
    seconds: field.number(label('Seconds', '耗时（秒）'), { derived: true }),
  },
  list: { columns: ['number', 'status', 'method', 'rows', 'trained_at', 'approved_by'], sort: '-trained_at' },
  page: {
    sections: [
      {
        label: label('Model version', '模型版本'),
        fields: ['number', 'status', 'method', 'rows', 'as_of', 'trained_at', 'approved_by', 'approved_at', 'seconds'],
      },
    ],
  },
})
