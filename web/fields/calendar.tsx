import { DateInput, DateTimePicker } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/zh-cn'
import { useLocale } from '../language.ts'
import type { EditProps } from './screen.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** "2026-11-23 08:00:00" on the person's clock, from a moment. */
const local = (instant: string): string => {
  const at = new Date(instant)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

const shared = ({ id, invalid, describedBy, autoFocus, field }: EditProps<string>) => ({
  id,
  error: invalid,
  'aria-describedby': describedBy,
  autoFocus,
  clearable: !field.required,
  popoverProps: { shadow: 'md', withinPortal: true },
})

export const DayEdit = (props: EditProps<string>) => (
  <DateInput
    {...shared(props)}
    locale={useLocale() === 'zh' ? 'zh-cn' : 'en'}
    value={props.value}
    onChange={props.onChange}
    valueFormat="YYYY-MM-DD"
    placeholder="YYYY-MM-DD"
  />
)

export const MomentEdit = (props: EditProps<string>) => (
  <DateTimePicker
    {...shared(props)}
    locale={useLocale() === 'zh' ? 'zh-cn' : 'en'}
    value={props.value === null ? null : local(props.value)}
    onChange={(value) => props.onChange(value === null ? null : new Date(value.replace(' ', 'T')).toISOString())}
    valueFormat="YYYY-MM-DD HH:mm"
    placeholder="YYYY-MM-DD HH:mm"
  />
)
