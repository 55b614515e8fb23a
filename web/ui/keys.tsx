import css from './keys.module.css'

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

/** A keyboard shortcut as the person's keyboard names it: "mod+K" is ⌘K or Ctrl K. */
export const Keys = ({ of }: { of: string }) => (
  <kbd className={css.keys}>
    {of
      .split('+')
      .map((key) => (key === 'mod' ? (apple ? '⌘' : 'Ctrl') : key))
      .join(apple ? '' : ' ')}
  </kbd>
)
