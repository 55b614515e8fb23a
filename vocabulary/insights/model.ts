import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const nobody = { create: 'none', update: 'none', delete: 'none' } as const

/** A question that is answered for each record from the records themselves: who will lapse, what is a deal worth. */
export const model = defineObject({
  name: 'model',
  plural: 'models',
  concept: 'insights',
  hidden: true,
  ownerless: true,
  label: label('Model', '模型'),
  labels: label('Models', '模型'),
  icon: 'brain',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true }),
    kind: field.code(label('Kind', '类型'), { required: true, max: 50, index: true }),
    object: field.code(label('Object', '对象'), { required: true, max: 50, index: true }),
    target: field.code(label('What is predicted', '预测目标'), { max: 50 }),
    score: field.code(label('Score field', '评分字段'), {
      max: 50,
      help: label('The field of the record that the score is written to', '评分写入的记录字段'),
    }),
    population: field.json(label('Which records', '适用记录')),
    horizon: field.integer(label('Looks ahead (days)', '预测天数'), { min: 1, max: 3650 }),
    method: field.code(label('Method', '方法'), {
      max: 50,
      help: label('Empty: the simplest of the best by validation', '留空：按验证结果在最佳者中选择最简单的'),
    }),
    refresh: field.choice(
      label('Learns anew', '重新训练'),
      {
        nightly: { label: label('When the data have changed', '数据变化时') },
        manual: { label: label('By hand only', '仅手动') },
      },
      { required: true, default: 'nightly' },
    ),
    settings: field.json(label('Settings', '设置')),
    status: field.choice(
      label('Status', '状态'),
      {
        draft: { label: label('Not trained yet', '尚未训练'), colour: 'gray' },
        serving: { label: label('Serving', '使用中'), colour: 'green' },
        refused: { label: label('Too little data', '数据不足'), colour: 'orange' },
        failed: { label: label('Failed', '失败'), colour: 'red' },
      },
      { required: true, default: 'draft', index: true, derived: true },
    ),
    serving: field.link(label('Version in use', '使用版本'), { to: 'model_version', derived: true }),
    trained_at: field.datetime(label('Trained', '训练时间'), { derived: true, index: true }),
    scored_at: field.datetime(label('Scored', '评分时间'), { derived: true }),
  },
  list: { columns: ['name', 'object', 'status', 'horizon', 'trained_at', 'scored_at'], sort: 'name' },
  page: {
    sections: [
      {
        label: label('Model', '模型'),
        fields: ['name', 'kind', 'object', 'target', 'score', 'population', 'horizon', 'method', 'refresh', 'status'],
      },
    ],
  },
  grants: { member: nobody },
})
