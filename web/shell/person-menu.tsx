import { useLingui } from '@lingui/react/macro'
import { IconSelector } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMe } from '../session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Pop } from '../ui/pop.tsx'
import { PersonChoices } from './person-choices.tsx'
import css from './person-menu.module.css'

const Leaving = lazy(() => import('./leaving.tsx').then((module) => ({ default: module.Leaving })))

export const PersonMenu = () => {
  const { t } = useLingui()
  const person = useMe()
  const [leaving, setLeaving] = useState(false)
  const leave = async (): Promise<void> => {
    const { mustAsk, signOut } = await import('./sign-out.ts')
    if (mustAsk()) setLeaving(true)
    else await signOut()
  }
  return (
    <>
      <Pop
        button={(press, open) => (
          <button
            type="button"
            className={css.person}
            aria-label={t`Account of ${person.name}`}
            aria-expanded={open}
            onClick={press}
          >
            <Avatar name={person.name} size={24} />
            <span className={css.name}>{person.name}</span>
            <IconSelector size={15} aria-hidden />
          </button>
        )}
      >
        {(close) => (
          <PersonChoices
            close={close}
            leave={() => {
              close()
              void leave()
            }}
          />
        )}
      </Pop>
      <Suspense>{leaving && <Leaving stay={() => setLeaving(false)} />}</Suspense>
    </>
  )
}
