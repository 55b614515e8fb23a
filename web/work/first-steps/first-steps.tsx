import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowRight, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { type Deed, useDeeds } from '../../deeds.ts'
import { go } from '../../router.tsx'
import { type Me, useMe } from '../../session.ts'
import { pointAt } from '../../ui/pointer.ts'
import css from './first-steps.module.css'
import { type FirstSteps, firstStepsOf, useKeepFirstSteps } from './kept.ts'
import { type Step, steps } from './steps.ts'

const show = (step: Step): void => {
  go(step.path)
  pointAt({ title: step.title, how: step.how, ...(step.target !== undefined && { target: step.target }) })
}

const Line = ({ step, done }: { step: Step; done: boolean }) => {
  const { i18n } = useLingui()
  return (
    <li className={css.step} data-done={done || undefined}>
      <span className={css.tick} aria-hidden>
        {done && <IconCheck size={13} stroke={2.6} />}
      </span>
      <button type="button" className={css.show} onClick={() => show(step)}>
        {i18n._(step.title)}
        {done && (
          <span className="visually-hidden">
            <Trans>done</Trans>
          </span>
        )}
        <IconArrowRight size={14} aria-hidden />
      </button>
    </li>
  )
}

const stepsFor = (me: Me): readonly Step[] =>
  steps.filter(({ needs }) => needs === undefined || me.abilities.includes(needs))

/** What this person did in this visit is kept with what they did before. */
const useDone = (kept: FirstSteps, keep: (next: FirstSteps) => void): ReadonlySet<Deed> => {
  const deeds = useDeeds()
  const done = new Set<Deed>([...kept.done, ...deeds])
  const news = done.size > kept.done.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept once for each new deed
  useEffect(() => {
    if (news) keep({ ...kept, done: [...done] })
  }, [news, done.size])
  return done
}

/** A newcomer's way into Rapport, ticked off by doing, until it is done or put away. */
export const FirstStepsCard = () => {
  const { t } = useLingui()
  const me = useMe()
  const kept = firstStepsOf(me)
  const keep = useKeepFirstSteps()
  const done = useDone(kept, keep)
  const all = stepsFor(me)
  const count = all.filter((step) => done.has(step.deed)).length
  if (kept.hidden || count === all.length) return null
  return (
    <section className={css.card} aria-labelledby="first-steps">
      <header className={css.head}>
        <h2 id="first-steps">
          <Trans>First steps</Trans>
        </h2>
        <span className={css.count}>
          <Trans>
            {count} of {all.length}
          </Trans>
        </span>
        <span className={css.bar} aria-hidden>
          <span style={{ width: `${(100 * count) / all.length}%` }} />
        </span>
        <button
          type="button"
          className={css.hide}
          aria-label={t`Put the first steps away`}
          onClick={() => keep({ ...kept, hidden: true })}
        >
          <IconX size={15} aria-hidden />
        </button>
      </header>
      <ol className={css.steps}>
        {all.map((step) => (
          <Line key={step.deed} step={step} done={done.has(step.deed)} />
        ))}
      </ol>
    </section>
  )
}
