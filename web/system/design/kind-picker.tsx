import { useLingui } from '@lingui/react/macro'
import { kinds } from '@rapport/vocabulary/define/kinds/index.ts'
import { useSay } from '../../language.ts'
import css from './design.module.css'
import { kindSigns, type Made } from './kinds.tsx'

const groups: readonly (readonly Made[])[] = [
  [
    'text',
    'long_text',
    'number',
    'integer',
    'money',
    'percent',
    'date',
    'datetime',
    'boolean',
    'choice',
    'choices',
    'link',
    'links',
  ],
  ['formula', 'rollup'],
  ['email', 'phone', 'url', 'code', 'duration', 'emails', 'phones', 'addresses', 'currency', 'reference', 'json'],
]

/** First what kind of thing it is to be. */
export const KindPicker = ({ onPick }: { onPick: (made: Made) => void }) => {
  const { t, i18n } = useLingui()
  const say = useSay()
  const names: Record<'formula' | 'rollup', string> = { formula: t`Formula`, rollup: t`Roll-up` }
  return (
    <div className={css.kinds}>
      {groups.map((group) => (
        <div key={group[0]} className={css.kindGroup}>
          {group.map((made) => {
            const { icon: Sign, say: about } = kindSigns[made]
            return (
              <button key={made} type="button" className={css.kind} onClick={() => onPick(made)}>
                <Sign size={18} stroke={1.6} aria-hidden />
                <span>
                  <strong>{made === 'formula' || made === 'rollup' ? names[made] : say(kinds[made].label)}</strong>
                  <small>{i18n._(about)}</small>
                </span>
              </button>
            )
          })}
        </div>
      ))}
    </div>
  )
}
