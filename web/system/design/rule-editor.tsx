import { Trans, useLingui } from '@lingui/react/macro'
import { Button, MultiSelect, SegmentedControl, TextInput } from '@mantine/core'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Effect, Rule } from '@rapport/vocabulary/define/rule.ts'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { FilterBar } from '../../records/filter/bar.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { tell } from '../../ui/toast.tsx'
import outside from '../outside.module.css'
import { useSubmit } from '../use-submit.ts'
import { putRule } from './calls.ts'
import css from './design.module.css'
import { freeName } from './names.ts'

const conditionsOf = (when: Filter | undefined): readonly Filter[] =>
  when === undefined ? [] : 'all' in when ? when.all : [when]

export const useEffectWords = (): Record<Effect, string> => {
  const { t } = useLingui()
  return { required: t`required`, visible: t`shown`, read_only: t`read-only` }
}

/** A rule: these fields are required, shown or read-only while a condition holds. */
export const RuleDialog = ({ object, rule, close }: { object: ObjectDefinition; rule?: Rule; close: () => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const words = useEffectWords()
  const [given, setGiven] = useState({
    label: rule?.label ?? { en: '', zh: '' },
    effect: rule?.effect ?? ('required' as Effect),
    fields: rule?.fields ?? [],
    when: rule?.when,
  })
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change })
  const able = Object.entries(object.own).filter(([, field]) => given.effect === 'visible' || !field.derived)
  const { busy, problem, submit } = useSubmit(async () => {
    const names = given.fields.map((name) => object.own[name]!.label)
    const sentence = {
      en:
        given.label.en ||
        given.label.zh ||
        `${names.map((one) => one.en).join(', ')}: ${given.effect.replace('_', '-')}`,
      zh: given.label.zh || given.label.en || `${names.map((one) => one.zh).join('、')}：${words[given.effect]}`,
    }
    const name =
      rule?.name ?? freeName(sentence.en, (one) => object.rules?.some((known) => known.name === one) ?? false)
    await putRule(object.name, name, { label: sentence, effect: given.effect, fields: given.fields, when: given.when })
    tell(t`The rule holds from now on.`)
    close()
  })
  return (
    <Dialog close={close} wide title={rule ? say(rule.label) : t`New rule: ${say(object.labels)}`}>
      <form className={css.editor} onSubmit={submit}>
        {problem && (
          <p className={outside.wrong} role="alert">
            {problem}
          </p>
        )}
        <MultiSelect
          data-autofocus
          label={t`These fields`}
          searchable
          hidePickedOptions
          value={[...given.fields]}
          onChange={(fields) => put({ fields })}
          data={able.map(([value, field]) => ({ value, label: say(field.label) }))}
          comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
        />
        <div>
          <span className={css.label}>
            <Trans>are</Trans>
          </span>
          <SegmentedControl
            aria-label={t`are`}
            fullWidth
            value={given.effect}
            onChange={(effect) => put({ effect: effect as Effect })}
            data={Object.entries(words).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <div>
          <span className={css.label}>
            <Trans>while</Trans>
          </span>
          <FilterBar
            object={object}
            filter={given.when}
            conditions={conditionsOf(given.when)}
            onChange={(when) => put({ when })}
          />
        </div>
        <div className={css.two}>
          <TextInput
            label={t`What people are told (English)`}
            value={given.label.en}
            onChange={(event) => put({ label: { ...given.label, en: event.currentTarget.value } })}
          />
          <TextInput
            label={t`What people are told (Chinese)`}
            value={given.label.zh}
            onChange={(event) => put({ label: { ...given.label, zh: event.currentTarget.value } })}
          />
        </div>
        <div className={css.end}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={busy} disabled={given.fields.length === 0 || given.when === undefined}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
