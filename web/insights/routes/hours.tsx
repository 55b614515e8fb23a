import { Button, NumberInput, TextInput } from '@mantine/core'
import type { VisitTimes } from '@rapport/vocabulary/insights/visit_times.ts'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { Pop } from '../../ui/pop.tsx'
import { askWords } from './ask-words.ts'
import { minutesOf } from './days.ts'
import type { Visit } from './report.ts'
import { clock } from './rounds.ts'
import css from './routes.module.css'
import { words } from './words.ts'

type Change = Pick<Visit, 'minutes' | 'opens' | 'closes'>

const Form = ({ visit, put }: { visit: Visit; put: (change: Change) => void }) => {
  const say = useSay()
  const [minutes, setMinutes] = useState(visit.minutes)
  const [open, setOpen] = useState(visit.opens === null ? '' : clock(visit.opens))
  const [close, setClose] = useState(visit.closes === null ? '' : clock(visit.closes))
  const [opens, closes] = [minutesOf(open) ?? null, minutesOf(close) ?? null]
  const isWhole = (opens === null) === (closes === null) && (opens === null || closes === null || opens < closes)
  return (
    <div className={css.hours}>
      <NumberInput
        label={say(askWords.minutes)}
        value={minutes}
        min={5}
        max={600}
        step={5}
        onChange={(value) => typeof value === 'number' && setMinutes(value)}
      />
      <TextInput
        type="time"
        label={say(askWords.open)}
        value={open}
        onChange={(event) => setOpen(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        label={say(askWords.close)}
        value={close}
        error={isWhole ? undefined : say(words.both)}
        onChange={(event) => setClose(event.currentTarget.value)}
      />
      <Button size="xs" disabled={!isWhole} onClick={() => put({ minutes, opens, closes })}>
        {say(words.set)}
      </Button>
    </div>
  )
}

/** When a visit begins and ends; opens to its length and to the hours within which it must lie. */
export const Hours = ({
  visit,
  times,
  change,
}: {
  visit: Visit
  times: VisitTimes
  change: (change: Change) => void
}) => {
  const say = useSay()
  const shown = `${clock(times.begin)}–${clock(times.end)}`
  return (
    <Pop
      button={(press, open) => (
        <button
          type="button"
          className={`${css.time} ${css.timeButton}`}
          aria-expanded={open}
          aria-label={`${shown}. ${say(words.hours)}: ${visit.name ?? ''}`}
          title={say(words.hours)}
          onClick={press}
        >
          {clock(times.begin)}
          <small>–{clock(times.end)}</small>
        </button>
      )}
    >
      {(close) => (
        <Form
          visit={visit}
          put={(given) => {
            change(given)
            close()
          }}
        />
      )}
    </Pop>
  )
}
