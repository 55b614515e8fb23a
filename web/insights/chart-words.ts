import { label } from '@rapport/vocabulary/define/label.ts'
import { useSay } from '../language.ts'

const words = { asTable: label('Show as a table', '以表格显示'), asChart: label('Show as a picture', '以图表显示') }

/** The words of a chart's buttons, in the language of the screen. */
export const useChartWords = () => {
  const say = useSay()
  return { asTable: say(words.asTable), asChart: say(words.asChart) }
}
