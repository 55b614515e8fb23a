import { Trans, useLingui } from '@lingui/react/macro'
import { useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconDownload, IconLanguage, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { speak, useLocale } from '../language.ts'
import { useInstall } from './install.ts'
import css from './person-menu.module.css'

/** How it looks, which language, and the way out. */
export const PersonChoices = ({ close, leave }: { close: () => void; leave: () => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const install = useInstall()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemes = [
    { value: 'light', label: t`Light`, icon: IconSun },
    { value: 'dark', label: t`Dark`, icon: IconMoon },
    { value: 'auto', label: t`As the system`, icon: IconDeviceDesktop },
  ] as const
  const changeLanguage = (): void => {
    void speak(locale === 'zh' ? 'en' : 'zh')
    close()
  }
  return (
    <div className={css.choices}>
      <p className={css.label}>
        <Trans>Appearance</Trans>
      </p>
      {schemes.map(({ value, label, icon: Sign }) => (
        <button
          key={value}
          type="button"
          className={css.choice}
          aria-pressed={colorScheme === value}
          onClick={() => setColorScheme(value)}
        >
          <Sign size={16} aria-hidden />
          {label}
        </button>
      ))}
      <hr className={css.rule} />
      <button type="button" className={css.choice} lang={locale === 'zh' ? 'en' : 'zh-CN'} onClick={changeLanguage}>
        <IconLanguage size={16} aria-hidden />
        {locale === 'zh' ? 'English' : '简体中文'}
      </button>
      {install && (
        <button type="button" className={css.choice} onClick={install}>
          <IconDownload size={16} aria-hidden />
          <Trans>Install as an app</Trans>
        </button>
      )}
      <hr className={css.rule} />
      <button type="button" className={css.choice} onClick={leave}>
        <IconLogout size={16} aria-hidden />
        <Trans>Sign out</Trans>
      </button>
    </div>
  )
}
