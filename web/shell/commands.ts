import { useLingui } from '@lingui/react/macro'
import { useMantineColorScheme } from '@mantine/core'
import { speak, useLocale, useSay } from '../language.ts'
import { may } from '../records/access.ts'
import { go } from '../router.tsx'
import { useMe, useVocabulary } from '../session.ts'
import { usePlaceCommands, useSettingCommands } from './place-commands.ts'

export interface Command {
  readonly key: string
  readonly icon: string
  readonly title: string
  readonly note: string
  /** What people may call it in either language. */
  readonly words: string
  readonly run: () => void
}

const shownIdle = 8
const shownTyped = 6

const isRecord = (path: string): boolean => /^\/[a-z0-9_]+\/[0-9a-f-]{36}$/.test(path)

/** What can be done from anywhere, by what is typed. */
export const useCommands = (typed: string, openHelp: () => void): readonly Command[] => {
  const { t } = useLingui()
  const say = useSay()
  const locale = useLocale()
  const { abilities } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const objects = useVocabulary().objects.filter((object) => !object.hidden && !object.partOf)
  const [goTo, doIt] = [t`Go to`, t`Do`]
  const places = usePlaceCommands()
  const settings = useSettingCommands(typed)
  const makes: Command[] = objects
    .filter((object) => may(object, 'create'))
    .map((object) => ({
      key: `new ${object.name}`,
      icon: object.icon,
      title: t`New ${say(object.label)}`,
      note: doIt,
      words: `new create 新建 ${object.label.en} ${object.label.zh}`,
      run: () => go(`/${object.plural}/new`),
    }))
  const others: Command[] = [
    ...(abilities.includes('designer') && isRecord(location.pathname)
      ? [
          {
            key: 'page',
            icon: 'adjustments',
            title: t`Edit this page`,
            note: doIt,
            words: 'edit page layout arrange sections 编辑 页面 布局',
            run: () => go(`${location.pathname}?edit=page`),
          },
        ]
      : []),
    ...(abilities.includes('imports')
      ? [
          {
            key: 'import',
            icon: 'file',
            title: t`Import from a file`,
            note: doIt,
            words: 'import csv excel 导入',
            run: () => go('/import'),
          },
        ]
      : []),
    {
      key: 'trash',
      icon: 'trash',
      title: t`Trash`,
      note: goTo,
      words: 'trash deleted 回收站',
      run: () => go('/trash'),
    },
    {
      key: 'settings',
      icon: 'settings',
      title: t`Settings`,
      note: goTo,
      words: 'settings 设置',
      run: () => go('/settings'),
    },
    {
      key: 'help',
      icon: 'bulb',
      title: t`Help and keyboard shortcuts`,
      note: doIt,
      words: 'help keyboard shortcuts 帮助 快捷键',
      run: openHelp,
    },
    {
      key: 'light',
      icon: 'bulb',
      title: t`Light appearance`,
      note: doIt,
      words: 'light theme 浅色',
      run: () => setColorScheme('light'),
    },
    {
      key: 'dark',
      icon: 'bulb',
      title: t`Dark appearance`,
      note: doIt,
      words: 'dark theme 深色',
      run: () => setColorScheme('dark'),
    },
    {
      key: 'language',
      icon: 'world',
      title: locale === 'zh' ? 'English' : '简体中文',
      note: doIt,
      words: 'language english chinese 语言 中文',
      run: () => void speak(locale === 'zh' ? 'en' : 'zh'),
    },
  ]
  const word = typed.trim().toLowerCase()
  if (word === '') return [...makes.slice(0, 3), ...places].slice(0, shownIdle)
  const fits = (command: Command): boolean =>
    word.split(/\s+/).every((part) => `${command.words} ${command.title}`.toLowerCase().includes(part))
  return [...places, ...makes, ...others, ...settings].filter(fits).slice(0, shownTyped)
}
