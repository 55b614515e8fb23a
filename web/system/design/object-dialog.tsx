import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { concepts, type ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { go } from '../../router.tsx'
import { useVocabulary } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { iconNamed } from '../../ui/icons.ts'
import { tell } from '../../ui/toast.tsx'
import outside from '../outside.module.css'
import { useSubmit } from '../use-submit.ts'
import { addObject, changeObject, useTrash } from './calls.ts'
import css from './design.module.css'
import { freeName } from './names.ts'

const icons = [
  'box',
  'cube',
  'building',
  'building-store',
  'briefcase',
  'truck',
  'tool',
  'package',
  'calendar-event',
  'file-text',
  'receipt',
  'flag',
  'star',
  'heart',
  'target',
  'bulb',
  'key',
  'lock',
  'map-pin',
  'ticket',
  'presentation',
  'users-group',
  'world',
  'book',
]

/** What an object is called, in both languages, and its sign. */
export const ObjectDialog = ({ object, close }: { object?: ObjectDefinition; close: () => void }) => {
  const { t } = useLingui()
  const vocabulary = useVocabulary()
  const trash = useTrash()
  const [given, setGiven] = useState({
    label: object?.label ?? { en: '', zh: '' },
    labels: object?.labels ?? { en: '', zh: '' },
    icon: object?.icon ?? 'box',
    concept: object?.concept ?? ('work' as (typeof concepts)[number]),
  })
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change })
  const words: Record<string, string> = {
    customers: t`Customers`,
    products: t`Products`,
    sales: t`Sales`,
    service: t`Service`,
    marketing: t`Marketing`,
    work: t`Work`,
  }
  const { busy, problem, submit } = useSubmit(async () => {
    const { en, zh } = given.label
    const label = { en: en || zh, zh: zh || en }
    const labels = { en: given.labels.en || `${label.en}${object ? '' : 's'}`, zh: given.labels.zh || label.zh }
    const sent = { ...given, label, labels }
    if (object) {
      await changeObject(object.name, sent)
      tell(t`Saved.`)
    } else {
      const name = freeName(
        label.en,
        (one) => vocabulary.find(one) !== undefined || trash.some((lying) => lying.name === one),
      )
      const title = { kind: 'text', label: { en: 'Name', zh: '名称' }, required: true, search: true, index: true }
      await addObject({ ...sent, name, plural: `${name.slice(0, 40)}s`, title: 'name', fields: { name: title } })
      tell(t`The object is there, with a list, forms and pages. Now give it fields.`)
      go(`/settings/objects/${name}`)
    }
    close()
  })
  return (
    <Dialog close={close} title={object ? t`Rename` : t`New object`}>
      <form className={css.editor} onSubmit={submit}>
        {problem && (
          <p className={outside.wrong} role="alert">
            {problem}
          </p>
        )}
        <div className={css.two}>
          <TextInput
            data-autofocus
            label={t`One, in English`}
            placeholder="Machine"
            value={given.label.en}
            onChange={(event) => put({ label: { ...given.label, en: event.currentTarget.value } })}
          />
          <TextInput
            label={t`One, in Chinese`}
            placeholder="机器"
            value={given.label.zh}
            onChange={(event) => put({ label: { ...given.label, zh: event.currentTarget.value } })}
          />
        </div>
        <div className={css.two}>
          <TextInput
            label={t`Many, in English`}
            placeholder="Machines"
            value={given.labels.en}
            onChange={(event) => put({ labels: { ...given.labels, en: event.currentTarget.value } })}
          />
          <TextInput
            label={t`Many, in Chinese`}
            placeholder="机器"
            value={given.labels.zh}
            onChange={(event) => put({ labels: { ...given.labels, zh: event.currentTarget.value } })}
          />
        </div>
        <NativeSelect
          label={t`Where it stands in the navigation`}
          value={given.concept}
          onChange={(event) => put({ concept: concepts.find((one) => one === event.currentTarget.value) ?? 'work' })}
          data={concepts.filter((one) => words[one]).map((value) => ({ value, label: words[value]! }))}
        />
        <div>
          <span className={css.label}>
            <Trans>Sign</Trans>
          </span>
          <div className={css.icons}>
            {icons.map((name) => {
              const Sign = iconNamed(name)
              return (
                <button
                  key={name}
                  type="button"
                  aria-label={name}
                  aria-pressed={given.icon === name}
                  onClick={() => put({ icon: name })}
                >
                  <Sign size={18} stroke={1.6} aria-hidden />
                </button>
              )
            })}
          </div>
        </div>
        <div className={css.end}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={busy} disabled={!given.label.en.trim() && !given.label.zh.trim()}>
            {object ? <Trans>Save</Trans> : <Trans>Add the object</Trans>}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
