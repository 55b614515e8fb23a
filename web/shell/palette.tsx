import { useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { searchRecords } from '../api.ts'
import { useSay } from '../language.ts'
import { useRecent } from '../records/recent.ts'
import { go } from '../router.tsx'
import { useVocabulary } from '../session.ts'
import { iconNamed } from '../ui/icons.ts'
import { useCommands } from './commands.ts'
import css from './palette.module.css'

interface Line {
  readonly key: string
  readonly icon: string
  readonly title: string
  readonly note: string
  readonly run: () => void
}

/** Records found by what is typed, from everywhere the person may look. */
const useFound = (typed: string): { lines: readonly Line[]; busy: boolean } => {
  const vocabulary = useVocabulary()
  const say = useSay()
  const [q] = useDebouncedValue(typed.trim(), 90)
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => searchRecords(q, undefined, 12, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const found = q === '' ? [] : (data?.data ?? [])
  const lines = found.flatMap((one) => {
    const object = vocabulary.find(one.object)
    if (object === undefined) return []
    const href = `/${object.plural}/${one.id}`
    return [
      {
        key: href,
        icon: object.icon,
        title: one.title || '—',
        note: [say(object.label), one.subtitle].filter(Boolean).join(' · '),
        run: () => go(href),
      },
    ]
  })
  return { lines, busy: isFetching && q !== '' }
}

const useLines = (typed: string, openHelp: () => void): { lines: readonly Line[]; busy: boolean } => {
  const vocabulary = useVocabulary()
  const say = useSay()
  const recent = useRecent()
  const found = useFound(typed)
  const commands = useCommands(typed, openHelp)
  const seen = recent.flatMap(({ href, title, object }): Line[] => {
    const definition = vocabulary.find(object)
    return definition
      ? [{ key: `recent ${href}`, icon: definition.icon, title, note: say(definition.label), run: () => go(href) }]
      : []
  })
  return { lines: typed.trim() === '' ? [...seen, ...commands] : [...found.lines, ...commands], busy: found.busy }
}

export const Palette = ({ close, openHelp }: { close: () => void; openHelp: () => void }) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { lines, busy } = useLines(typed, openHelp)
  const chosen = Math.min(at, Math.max(0, lines.length - 1))
  const run = (line: Line | undefined): void => {
    if (line === undefined) return
    close()
    line.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(lines.length - 1, chosen + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1))
    else if (event.key === 'Enter') run(lines[chosen])
    else return
    event.preventDefault()
  }
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
      aria-label={t`Search and commands`}
    >
      <div className={css.head}>
        <IconSearch size={18} stroke={1.7} aria-hidden className={busy ? css.busy : undefined} />
        <input
          className={css.input}
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls="palette-lines"
          aria-activedescendant={lines.length > 0 ? `palette-${chosen}` : undefined}
          aria-label={t`Search and commands`}
          placeholder={t`Search for anything, or type a command`}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="palette-lines" role="listbox" className={css.lines} aria-label={t`Results`}>
        {lines.map((line, index) => {
          const Sign = iconNamed(line.icon)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input above answers the keyboard
            <div
              key={line.key}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={css.line}
              onMouseMove={() => setAt(index)}
              onClick={() => run(line)}
              ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            >
              <Sign size={17} stroke={1.6} aria-hidden />
              <span className={css.title}>{line.title}</span>
              <span className={css.note}>{line.note}</span>
            </div>
          )
        })}
        {lines.length === 0 && !busy && (
          <p className={css.none}>{t`Nothing found. Try a part of a name, an e-mail or a number.`}</p>
        )}
      </div>
    </Modal>
  )
}
