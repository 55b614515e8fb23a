import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { useFigures } from '../numbers.ts'
import css from './forecast.module.css'
import type { Measure, Unit } from './report.ts'
import { words } from './words.ts'

/** By week or month, in money or pieces; and how such a figure is written. */
export const useChoice = () => {
  const say = useSay()
  const { money, count } = useFigures()
  const [unit, setUnit] = useState<Unit>('week')
  const [measure, setMeasure] = useState<Measure>('revenue')
  const bar = (
    <div className={css.choose}>
      <SegmentedControl
        size="xs"
        value={unit}
        onChange={(value) => setUnit(value as Unit)}
        data={(['week', 'month'] as const).map((value) => ({ value, label: say(words[value]) }))}
      />
      <SegmentedControl
        size="xs"
        value={measure}
        onChange={(value) => setMeasure(value as Measure)}
        data={(['revenue', 'pieces'] as const).map((value) => ({ value, label: say(words[value]) }))}
      />
    </div>
  )
  return { unit, measure, bar, amount: measure === 'revenue' ? money : count }
}
