import { Button, MultiSelect, NumberInput, Switch } from '@mantine/core'
import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { buyingMethods, type ChosenSettings, methodNames, methodsOfTask } from '@rapport/vocabulary/insights/methods.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { updateRecord } from '../api.ts'
import { useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { client } from '../session.ts'
import { warn } from '../ui/toast.tsx'
import { usualCosts } from './confusion.tsx'
import css from './insights.module.css'
import type { Report } from './report.ts'

const words = {
  title: label('Settings', '设置'),
  about: label(
    'Everything has a usual value. What is changed here counts from the next time the model learns.',
    '每项都有默认值；更改在下次学习时生效。',
  ),
  methods: label('Methods to compare', '参与比较的方法'),
  usual: label('the usual ones', '默认方法'),
  horizon: label('Looks ahead (days)', '预测天数'),
  byData: label('as the data allow', '由数据决定'),
  left: label('Fields left out', '排除的字段'),
  taken: label('Fields taken in that stay out by default', '额外纳入的字段'),
  none: label('none', '无'),
  approve: label('A person approves each new version before it serves', '新版本须经人批准后才投入使用'),
  missed: label('A missed yes costs', '漏掉一个“是”的代价'),
  alarm: label('A false alarm costs', '一次误报的代价'),
  save: label('Save settings', '保存设置'),
}

/** Questions that look ahead by days. */
const looksAhead = new Set(['lapse', 'value', 'lead'])

/** Reasons that a person may overrule; leaks and what follows from other records stay out. */
const overrulable = (one: Report['refused'][number]): boolean =>
  one.reason.en === 'personal data' || one.reason.en.includes('unless you take it in')

type Choice = { readonly value: string; readonly label: string }
const byName = (list: readonly { name: string; label: Label }[], say: (one: Label) => string): Choice[] =>
  list.map((one) => ({ value: one.name, label: say(one.label) }))

const refresh = () => {
  void client.invalidateQueries({ queryKey: ['record', 'model'] })
  void client.invalidateQueries({ queryKey: ['records', 'model'] })
}

/** What an analyst may decide about a model. */
export const SettingsCard = ({ model, report }: { model: AnyRow; report: Report }) => {
  const say = useSay()
  const stored = (model.settings ?? {}) as ChosenSettings
  const [chosen, setChosen] = useState<ChosenSettings>(stored)
  const [horizon, setHorizon] = useState<number | null>((model.horizon as number | null) ?? null)
  const save = useMutation({
    mutationFn: () => updateRecord('models', model.id, { settings: chosen, horizon }, model.version),
    onSuccess: refresh,
    onError: (error) => warn(sayProblem(error)),
  })
  const change = (part: ChosenSettings) => setChosen({ ...chosen, ...part })
  const methods = [...methodsOfTask[report.task], ...(model.kind === 'value' ? buyingMethods : [])]
  const left = [...report.features, ...report.refused.filter((one) => chosen.left?.includes(one.name))]
  const taken = [
    ...report.refused.filter(overrulable),
    ...report.features.filter((one) => chosen.taken?.includes(one.name)),
  ]
  const costs = chosen.costs ?? usualCosts
  return (
    <details className={`${css.card} ${css.fold}`}>
      <summary>
        <h2>{say(words.title)}</h2>
      </summary>
      <p className={css.say}>{say(words.about)}</p>
      <div className={css.choose}>
        <MultiSelect
          label={say(words.methods)}
          placeholder={chosen.methods?.length ? '' : say(words.usual)}
          data={methods.map((name) => ({ value: name, label: say(methodNames[name]) }))}
          value={[...(chosen.methods ?? [])]}
          onChange={(value) => change({ methods: value })}
          clearable
        />
        <MultiSelect
          label={say(words.left)}
          placeholder={chosen.left?.length ? '' : say(words.none)}
          data={byName(left, say)}
          value={[...(chosen.left ?? [])]}
          onChange={(value) => change({ left: value })}
          searchable
        />
        <MultiSelect
          label={say(words.taken)}
          placeholder={chosen.taken?.length ? '' : say(words.none)}
          data={byName(taken, say)}
          value={[...(chosen.taken ?? [])]}
          onChange={(value) => change({ taken: value })}
          searchable
        />
        {looksAhead.has(String(model.kind)) && (
          <NumberInput
            label={say(words.horizon)}
            placeholder={say(words.byData)}
            value={horizon ?? ''}
            min={1}
            max={3650}
            allowDecimal={false}
            onChange={(value) => setHorizon(value === '' ? null : Number(value))}
          />
        )}
        {report.task === 'yes_no' &&
          (['missed', 'alarm'] as const).map((which) => (
            <NumberInput
              key={which}
              label={say(words[which])}
              value={costs[which]}
              min={0}
              onChange={(value) => change({ costs: { ...costs, [which]: Number(value) || 0 } })}
            />
          ))}
      </div>
      <div className={css.actions}>
        <Switch
          label={say(words.approve)}
          checked={chosen.approve ?? false}
          onChange={(event) => change({ approve: event.currentTarget.checked })}
        />
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          {say(words.save)}
        </Button>
      </div>
    </details>
  )
}
