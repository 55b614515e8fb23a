import { useLingui } from '@lingui/react/macro'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** A password with the eye that shows it, named in the language of the screen. */
export const PasswordField = (props: PasswordInputProps) => {
  const { t } = useLingui()
  return (
    <PasswordInput
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t`Show what is typed` }}
      {...props}
    />
  )
}
