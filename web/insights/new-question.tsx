import { Button, Radio, Select } from '@mantine/core'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { go } from '../router.tsx'
import { client, useVocabulary } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { warn } from '../ui/toast.tsx'
import css from './insights.module.css'

const words = {
  title: label('Ask your own', '自定义问题'),
  lead: label(
    'Three choices; the rest is found by comparing methods on your records.',
    '只需三个选择，其余由系统在您的记录上比较得出。',
  ),
  what: label('What should be foreseen?', '要预测什么？'),
  object: label('Of', '对象'),
  field: label('Field', '字段'),
  which: label('For which records?', '针对哪些记录？'),
  every: label('All', '全部'),
  when: label('When should it learn anew?', '何时重新学习？'),
  nightly: label('By itself, at night', '每晚自动'),
  manual: label('When I say so', '由我决定'),
  learn: label('Learn', '开始学习'),
  hint: label(
    'Records with a value are learned from; the answer is written beside those without one.',
    '从已有值的记录学习；为没有值的记录给出答案。',
  ),
}

const families = new Set(['boolean', 'number', 'decimal', 'date', 'instant'])
const canBe = (field: Field): boolean => {
  const { family } = kindOf(field)
  return !field.scored && !field.derived && (families.has(family) || (family === 'text' && field.choices !== undefined))
}

/** A question of one's own in three choices: what, for whom, and when to learn anew. */
export const NewQuestion = () => {
  const say = useSay()
  useDocumentTitle(say(words.title))
  const objects = useVocabulary().objects.filter(
    (one) => !one.hidden && !one.partOf && one.concept !== 'system' && Object.values(one.own).some(canBe),
  )
  const [name, setName] = useState<string | null>('customer')
  const [target, setTarget] = useState<string | null>(null)
  const [view, setView] = useState('')
  const [refresh, setRefresh] = useState('nightly')
  const object = objects.find((one) => one.name === name)
  const views = object?.list.views ?? []
  const ask = useMutation({
    mutationFn: () =>
      call<{ model: string }>('POST', '/insights/models', {
        body: { object: name, target, population: views.find((one) => one.name === view)?.filter ?? null, refresh },
      }),
    onSuccess: async ({ model }) => {
      await client.invalidateQueries({ queryKey: ['vocabulary'] })
      go(`/insights/models/${model}`)
    },
    onError: (error) => warn(sayProblem(error)),
  })
  return (
    <div className={css.page}>
      <header className={css.header}>
        <div>
          <h1>{say(words.title)}</h1>
          <p className="quiet">{say(words.lead)}</p>
        </div>
      </header>
      <div className={css.choose}>
        <section className={css.card}>
          <h2>{say(words.what)}</h2>
          <Select
            label={say(words.object)}
            data={objects.map((one) => ({ value: one.name, label: say(one.labels) }))}
            value={name}
            onChange={(value) => {
              setName(value)
              setTarget(null)
              setView('')
            }}
            searchable
          />
          <Select
            mt="sm"
            label={say(words.field)}
            data={Object.entries(object?.own ?? {})
              .filter(([, field]) => canBe(field))
              .map(([value, field]) => ({ value, label: say(field.label) }))}
            value={target}
            onChange={setTarget}
            searchable
          />
          <p className={css.ask}>{say(words.hint)}</p>
        </section>
        <section className={css.card}>
          <h2>{say(words.which)}</h2>
          <Radio.Group value={view} onChange={setView} aria-label={say(words.which)}>
            <Radio value="" label={say(words.every)} mb="xs" />
            {views.map((one) => (
              <Radio key={one.name} value={one.name} label={say(one.label)} mb="xs" />
            ))}
          </Radio.Group>
        </section>
        <section className={css.card}>
          <h2>{say(words.when)}</h2>
          <Radio.Group value={refresh} onChange={setRefresh} aria-label={say(words.when)}>
            <Radio value="nightly" label={say(words.nightly)} mb="xs" />
            <Radio value="manual" label={say(words.manual)} mb="xs" />
          </Radio.Group>
        </section>
      </div>
      <Button disabled={target === null} loading={ask.isPending} onClick={() => ask.mutate()}>
        {say(words.learn)}
      </Button>
    </div>
  )
}
