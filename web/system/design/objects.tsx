import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { iconNamed } from '../../ui/icons.ts'
import css from './design.module.css'
import { ObjectDesign } from './object.tsx'
import { ObjectDialog } from './object-dialog.tsx'
import { TrashList } from './trash.tsx'

const ObjectList = () => {
  const { t } = useLingui()
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const word = typed.trim().toLowerCase()
  const objects = useVocabulary()
    .objects.filter(
      (one) => !one.hidden && `${one.labels.en} ${one.labels.zh} ${one.name}`.toLowerCase().includes(word),
    )
    .toSorted((a, b) => Number(b.custom ?? false) - Number(a.custom ?? false))
  return (
    <>
      <div className={css.head}>
        <TextInput
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t`Find an object`}
          aria-label={t`Find an object`}
        />
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          <Trans>New object</Trans>
        </Button>
      </div>
      <ul className={css.objects}>
        {objects.map((object) => {
          const Sign = iconNamed(object.icon)
          const own = Object.values(object.own).filter((field) => field.custom).length
          const rules = object.rules?.length ?? 0
          return (
            <li key={object.name}>
              <Link to={`/settings/objects/${object.name}`} className={css.object}>
                <Sign size={18} stroke={1.6} aria-hidden />
                <strong>{say(object.labels)}</strong>
                <span className={css.count}>
                  {object.custom ? <Trans>yours</Trans> : own > 0 && <Trans>{own} of yours</Trans>}
                  {rules > 0 && (
                    <>
                      {' · '}
                      <Trans>{rules} rules</Trans>
                    </>
                  )}
                </span>
                <IconChevronRight size={16} aria-hidden />
              </Link>
            </li>
          )
        })}
      </ul>
      <TrashList />
      {adding && <ObjectDialog close={() => setAdding(false)} />}
    </>
  )
}

/** What a company keeps: the objects, and behind each its fields and rules. */
export const Objects = () => {
  const { item } = useParams({ strict: false }) as { item?: string }
  const object = useVocabulary().find(item ?? '')
  return object ? <ObjectDesign key={object.name} object={object} /> : <ObjectList />
}
