import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Link } from '@tanstack/react-router'
import { showClock } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { iconNamed } from '../../ui/icons.ts'
import { sayProblem } from '../problem.ts'
import { Value } from '../value.tsx'
import { ByDay } from './by-day.tsx'
import { type Change, ChangeEntry } from './change.tsx'
import css from './entries.module.css'
import { BoneEntries, MoreButton } from './more.tsx'
import { isNarrowed, TimelineFilter } from './timeline-filter.tsx'
import { kindsOn, queryOf, type TimelineChoice, useTimelineAddress } from './timeline-search.ts'
import { usePages } from './use-pages.ts'

/** Something that happened: a record that stands on the timeline, or a change of this one. */
interface Entry {
  readonly at: string
  readonly object: string
  readonly id: string
  readonly title: string | null
  /** What the object's definition shows of it. */
  readonly fields?: Readonly<Record<string, unknown>>
  readonly change?: Change
}

const RecordEntry = ({ entry }: { entry: Entry }) => {
  const say = useSay()
  const locale = useLocale()
  const object = useVocabulary().find(entry.object)
  if (object === undefined) return null
  const Sign = iconNamed(object.icon)
  const row = { ...entry.fields, id: entry.id, version: 0 }
  return (
    <li className={css.entry}>
      <span className={css.entrySign}>
        <Sign size={15} stroke={1.7} aria-hidden />
      </span>
      <div className={css.entryText}>
        <span className="quiet">{say(object.label)}</span>{' '}
        <Link to={`/${object.plural}/${row.id}`}>
          <strong>{entry.title || '—'}</strong>
        </Link>
        <div className={css.entryFacts}>
          {object.timeline?.show?.map((name) => (
            <Value key={name} object={object} row={row} name={name} />
          ))}
        </div>
      </div>
      <time className={css.entryTime} dateTime={entry.at}>
        {showClock(entry.at, locale)}
      </time>
    </li>
  )
}

/** Everything that happened with this record, in one line of time; what of it is shown stands in the address. */
export const Timeline = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const kinds = kindsOn(useVocabulary(), object)
  const [choice, change] = useTimelineAddress([...kinds.map((kind) => kind.name), 'change'])
  return (
    <>
      <TimelineFilter choice={choice} change={change} kinds={kinds} />
      <Entries object={object} row={row} choice={choice} />
    </>
  )
}

const Entries = ({ object, row, choice }: { object: ObjectDefinition; row: AnyRow; choice: TimelineChoice }) => {
  const query = queryOf(choice)
  const { entries, more, loading, error } = usePages<Entry>(
    `/${object.plural}/${row.id}/timeline`,
    ['record', object.name, row.id, 'timeline', query],
    40,
    query,
  )
  if (error) return <p className={css.quietBox}>{sayProblem(error)}</p>
  if (entries === undefined) return <BoneEntries />
  if (entries.length === 0)
    return (
      <p className={css.quietBox}>
        {isNarrowed(choice) ? (
          <Trans>Nothing like this has happened. Choose more kinds, people or days.</Trans>
        ) : (
          <Trans>Nothing has happened yet. Orders, calls, mails and tickets will stand here.</Trans>
        )}
      </p>
    )
  return (
    <>
      <ByDay
        entries={entries}
        render={(entry, index) =>
          entry.change ? (
            <ChangeEntry key={entry.change.id} object={object} change={entry.change} brief />
          ) : (
            <RecordEntry key={index} entry={entry} />
          )
        }
      />
      <MoreButton more={more} loading={loading} />
    </>
  )
}
