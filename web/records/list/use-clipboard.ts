import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type ClipboardEvent, useState } from 'react'
import { useLocale } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { isWritable } from '../access.ts'
import { sayProblem } from '../problem.ts'
import type { Blocks } from './blocks.ts'
import { cellText } from './cell-text.ts'
import { type Area, areaOf, type Range } from './cells.ts'
import { laidOut, readTargets, type Target, type Wrong } from './paste.ts'
import { readTsv, type Texts, writeTable, writeTsv } from './tsv.ts'
import type { Edits } from './use-edits.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly blocks: Blocks
  readonly columns: readonly string[]
  readonly edits: Edits
}

const most = 5_000

/** Ranges of cells to and from the clipboard, and from one part of the grid to another. */
export const useClipboard = ({ object, blocks, columns, edits }: Given, range: Range | undefined) => {
  const locale = useLocale()
  const vocabulary = useVocabulary()
  const [wrong, setWrong] = useState<readonly Wrong[]>([])
  const rowsOf = (top: number, bottom: number): (AnyRow | undefined)[] =>
    Array.from({ length: Math.min(most, bottom - top + 1) }, (_, n) => blocks.rowAt(top + n))
  const textsOf = ({ top, bottom, left, right }: Area): Texts =>
    rowsOf(top, bottom).flatMap((row) =>
      row === undefined ? [] : [columns.slice(left, right + 1).map((name) => cellText(object, row, name, locale))],
    )
  const write = async (targets: readonly Target[]): Promise<void> => {
    try {
      const read = await readTargets(object, targets, vocabulary, locale)
      await edits.many(read.edits)
      setWrong(read.wrong)
    } catch (error) {
      warn(sayProblem(error))
    }
  }
  const onCopy = (event: ClipboardEvent): void => {
    if (range === undefined || event.target !== event.currentTarget) return
    const texts = textsOf(areaOf(range))
    event.clipboardData.setData('text/plain', writeTsv(texts))
    event.clipboardData.setData('text/html', writeTable(texts))
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (range === undefined || event.target !== event.currentTarget) return
    const texts = readTsv(event.clipboardData.getData('text/plain'))
    if (texts.length === 0) return
    event.preventDefault()
    const { top, bottom, left, right } = areaOf(range)
    const wide = Math.max(...texts.map((one) => one.length))
    const rows = rowsOf(top, Math.max(bottom, top + texts.length - 1))
    void write(laidOut(texts, rows, columns.slice(left, Math.max(right + 1, left + wide))))
  }
  /** Values, not their texts: what fills is exactly what stands in the source. */
  const fill = (area: Area, source: Area): void => {
    const from = rowsOf(source.top, source.bottom)
    const height = source.bottom - source.top + 1
    const filled = rowsOf(area.top, area.bottom).flatMap((row, y) => {
      const given = from[(area.top + y - source.top + height * area.bottom) % height]
      const inside = area.top + y >= source.top && area.top + y <= source.bottom
      if (row === undefined || given === undefined || inside) return []
      return columns.slice(area.left, area.right + 1).map((name) => ({ row, name, value: given[name] ?? null }))
    })
    void edits.many(filled.filter(({ name }) => isWritable(object.fields[name]!)))
  }
  const clear = ({ top, bottom, left, right }: Area): void => {
    const names = columns
      .slice(left, right + 1)
      .filter((name) => isWritable(object.fields[name]!) && !object.fields[name]?.required)
    void edits.many(
      rowsOf(top, bottom).flatMap((row) => (row ? names.map((name) => ({ row, name, value: null })) : [])),
    )
  }
  return { onCopy, onPaste, fill, clear, wrong, forget: () => setWrong([]) }
}
