import { colourChoices } from '../define/colour-choices.ts'
import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A stage of a pipeline, in order, with the probability that a deal standing there is won. */
export const stage = defineObject({
  name: 'stage',
  plural: 'stages',
  concept: 'sales',
  ownerless: true,
  partOf: 'pipeline',
  label: label('Stage', '阶段'),
  labels: label('Stages', '阶段'),
  icon: 'stairs',
  title: 'name',
  fields: {
    pipeline: field.link(label('Pipeline', '销售管道'), {
      to: 'pipeline',
      required: true,
      part: true,
      reverse: label('Stages', '阶段'),
    }),
    name: field.text(label('Name', '名称'), { required: true, max: 200, key: true }),
    position: field.number(label('Position', '顺序'), { required: true, default: 1, index: true }),
    probability: field.percent(label('Probability', '成功概率'), { min: 0, max: 100 }),
    outcome: field.choice(
      label('Outcome', '结果'),
      {
        open: { label: label('Open', '进行中'), colour: 'blue' },
        won: { label: label('Won', '赢单'), colour: 'green' },
        lost: { label: label('Lost', '输单'), colour: 'red' },
      },
      { required: true, default: 'open' },
    ),
    stale_days: field.integer(label('Stale after (days)', '停滞天数'), { min: 1 }),
    card_limit: field.integer(label('Most deals at once', '最多商机数'), { min: 1 }),
    colour: field.choice(label('Colour', '颜色'), colourChoices, {
      help: label('By the outcome when empty', '为空时按结果显示'),
    }),
  },
  list: { columns: ['pipeline', 'position', 'name', 'probability', 'outcome'], sort: 'position' },
  page: {
    sections: [
      {
        label: label('Stage', '阶段'),
        fields: ['pipeline', 'name', 'position', 'probability', 'outcome', 'stale_days', 'card_limit', 'colour'],
      },
    ],
  },
  grants: {
    manager: { create: 'all', update: 'all', delete: 'all' },
    member: { create: 'none', update: 'none', delete: 'none' },
  },
})
