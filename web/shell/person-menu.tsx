import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconLanguage, IconLogout, IconMoon, IconSelector, IconSun } from '@tabler/icons-react'
import { call } from '../api.ts'
import { speak, useLocale } from '../language.ts'
import { useMe } from '../session.ts'
import { Avatar } from '../ui/avatar.tsx'
import css from './person-menu.module.css'

const signOut = async (): Promise<void> => {
  await call('POST', '/auth/sign-out', { body: {} })
  // A full load leaves nothing of this person's records in memory.
  window.location.assign('/sign-in')
}

export const PersonMenu = () => {
  const { t } = useLingui()
  const person = useMe()
  const locale = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemes = [
    { value: 'light', label: t`Light`, icon: IconSun },
    { value: 'dark', label: t`Dark`, icon: IconMoon },
    { value: 'auto', label: t`As the system`, icon: IconDeviceDesktop },
  ] as const
  return (
    <Menu position="top-start" width={212}>
      <Menu.Target>
        <button type="button" className={css.person} aria-label={t`Account of ${person.name}`}>
          <Avatar name={person.name} size={24} />
          <span className={css.name}>{person.name}</span>
          <IconSelector size={15} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>Appearance</Trans>
        </Menu.Label>
        {schemes.map(({ value, label, icon: Sign }) => (
          <Menu.Item
            key={value}
            leftSection={<Sign size={16} />}
            rightSection={colorScheme === value ? '✓' : undefined}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLanguage size={16} />}
          onClick={() => speak(locale === 'zh' ? 'en' : 'zh')}
          lang={locale === 'zh' ? 'en' : 'zh-CN'}
        >
          {locale === 'zh' ? 'English' : '简体中文'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
