import { Textarea } from '@mantine/core'
import { useState } from 'react'
import css from './fields.module.css'
import type { EditProps } from './screen.ts'

/** JSON while it is JSON; a text that is not stays here until it is. */
export const JsonEdit = ({ id, value, onChange, describedBy }: EditProps<unknown>) => {
  const [text, setText] = useState(value === null ? '' : JSON.stringify(value, null, 2))
  const [broken, setBroken] = useState<string>()
  const take = (next: string): void => {
    setText(next)
    try {
      onChange(next.trim() === '' ? null : JSON.parse(next))
      setBroken(undefined)
    } catch (error) {
      setBroken((error as Error).message)
    }
  }
  return (
    <Textarea
      id={id}
      value={text}
      onChange={(event) => take(event.currentTarget.value)}
      error={broken}
      aria-describedby={describedBy}
      autosize
      minRows={3}
      maxRows={16}
      classNames={{ input: css.code! }}
    />
  )
}
