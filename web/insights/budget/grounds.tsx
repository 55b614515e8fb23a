import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './budget.module.css'
import { useChannelName } from './names.ts'
import { Fitted } from './picture.tsx'
import type { Channel, Plan } from './report.ts'
import { words } from './words.ts'

/** Whether spending tells anything, and whether the bend does. */
function verdictOf({ fit }: Channel) {
  if (!fit) return words.entered
  const { curve, line, mean } = fit.errors
  if (mean <= Math.min(curve, line)) return words.noLink
  return curve < line ? words.trusted : words.noBend
}

/** Past campaigns with the curves through them, how far these are off, and which channels have none. */
export const Grounds = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const nameOf = useChannelName()
  const { money, count } = useFigures()
  const { channels, refused, left } = plan.figures
  const out = (['unripe', 'foreign', 'unnamed'] as const).flatMap((of) =>
    left[of] > 0 ? [fill(say(words[of]), { n: count(left[of]) })] : [],
  )
  return (
    <section className={shared.card}>
      <h2>{say(words.curves)}</h2>
      <p className={shared.say}>
        {say(words.curvesAbout)} {plan.settings.attribution === 'last_touch' && say(words.touched)}
      </p>
      <div className={shared.charts}>
        {channels.map((channel, k) => (
          <Fitted key={channel.name} channel={channel} at={k} />
        ))}
      </div>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.channel)}</th>
              <th>{say(words.basis)}</th>
              {[words.off, words.line, words.mean].map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
              <th>{say(words.verdict)}</th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel.name}>
                <td>{nameOf(channel.name)}</td>
                <td>{channel.fit ? fill(say(words.learned), { n: count(channel.fit.campaigns) }) : '—'}</td>
                {(['curve', 'line', 'mean'] as const).map((of) => (
                  <td key={of} className={shared.end}>
                    {channel.fit ? money(channel.fit.errors[of]) : '—'}
                  </td>
                ))}
                <td>{say(verdictOf(channel))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {refused.length > 0 && (
        <>
          <h3 className={shared.sub}>{say(words.refused)}</h3>
          <ul className={css.list}>
            {refused.map(({ name, of, has, needs }) => (
              <li key={name}>
                {fill(say(words.refusedOf[of]), { name: nameOf(name), has: count(has), needs: count(needs) })}
              </li>
            ))}
          </ul>
          <p className={`quiet ${css.note}`}>{say(words.refusedAbout)}</p>
        </>
      )}
      {out.length > 0 && (
        <p className={`quiet ${css.note}`}>
          {say(words.leftOut)}: {out.join(' · ')}
        </p>
      )}
    </section>
  )
}
