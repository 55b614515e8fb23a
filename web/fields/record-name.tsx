import { Trans } from '@lingui/react/macro'
import { useVocabulary } from '../session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Pill } from '../ui/pill.tsx'
import { Bone } from '../ui/states.tsx'
import { Way } from '../way.tsx'
import css from './fields.module.css'
import { useTitle } from './titles.ts'
import { isWord, useWordColours } from './words.ts'

const Word = ({ object, id, title }: { object: string; id: string; title: string }) => (
  <Pill colour={useWordColours(object).get(id) ?? 'gray'}>{title}</Pill>
)

/** A linked record by its name, as a way to its page. People of the house have no page; they show their face. */
export const RecordName = ({ object, id }: { object: string; id: string }) => {
  const title = useTitle(object, id)
  const definition = useVocabulary().find(object)
  if (title === undefined) return <Bone width={84} />
  if (title === '' || definition === undefined)
    return (
      <span className={css.minor}>
        <Trans>not visible</Trans>
      </span>
    )
  if (object === 'user')
    return (
      <span className={css.row}>
        <Avatar name={title} size={20} />
        <span className={css.line}>{title}</span>
      </span>
    )
  const shown = isWord(definition) ? <Word object={object} id={id} title={title} /> : title
  return (
    <Way to={`/${definition.plural}/${id}`} className={css.line}>
      {shown}
    </Way>
  )
}
