import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { FilterSentence } from '../../records/filter/sentence.tsx'
import { sayProblem } from '../../records/problem.ts'
import { tell, warn } from '../../ui/toast.tsx'
import { putRule, removeRule } from './calls.ts'
import css from './design.module.css'
import { RuleDialog, useEffectWords } from './rule-editor.tsx'

const failed = (error: unknown): void => warn(sayProblem(error))

/** Rules of an object, each with its condition in words. */
export const Rules = ({ object }: { object: ObjectDefinition }) => {
  const { t } = useLingui()
  const say = useSay()
  const words = useEffectWords()
  const [editing, setEditing] = useState<string | true>()
  const rules = object.rules ?? []
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h3>
          <Trans>Rules</Trans>
        </h3>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => setEditing(true)}
        >
          <Trans>New rule</Trans>
        </Button>
      </div>
      {rules.length === 0 && (
        <p className={css.note}>
          <Trans>
            Require, show or lock fields while a condition holds: “Why lost is required while the status is Lost”.
          </Trans>
        </p>
      )}
      {rules.length > 0 && (
        <ul className={css.fields}>
          {rules.map((rule) => (
            <li key={rule.name} className={css.field}>
              <button type="button" className={css.fieldName} onClick={() => setEditing(rule.name)}>
                <span>
                  <strong>{say(rule.label)}</strong>
                  <small>
                    {rule.fields
                      .map((name) => (object.fields[name] ? say(object.fields[name].label) : name))
                      .join(', ')}{' '}
                    {words[rule.effect]} · <FilterSentence object={object} filter={rule.when} />
                  </small>
                </span>
              </button>
              <span className={css.moves}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t`Remove ${say(rule.label)}`}
                  onClick={() =>
                    removeRule(object.name, rule.name).then(
                      () =>
                        tell(t`The rule is gone.`, {
                          label: t`Take back`,
                          run: () => void putRule(object.name, rule.name, rule).catch(failed),
                        }),
                      failed,
                    )
                  }
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <RuleDialog
          object={object}
          {...(editing !== true && { rule: rules.find((one) => one.name === editing)! })}
          close={() => setEditing(undefined)}
        />
      )}
    </section>
  )
}
