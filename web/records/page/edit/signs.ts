import type { Widget } from '@rapport/vocabulary/define/page-layout.ts'
import {
  IconBulb,
  IconGauge,
  IconHistory,
  IconListDetails,
  IconMessage2,
  IconNotes,
  IconNumbers,
  IconPaperclip,
  IconSparkles,
  IconStack2,
  IconTable,
  IconTimelineEvent,
} from '@tabler/icons-react'
import type { Icon } from '../../../ui/icons.ts'

export const widgetSigns: Readonly<Record<Widget, Icon>> = {
  fields: IconListDetails,
  own: IconSparkles,
  numbers: IconNumbers,
  parts: IconTable,
  panels: IconBulb,
  related: IconStack2,
  timeline: IconTimelineEvent,
  comments: IconMessage2,
  files: IconPaperclip,
  scores: IconGauge,
  notes: IconNotes,
  history: IconHistory,
}
