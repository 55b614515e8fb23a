import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#eaf6f8',
  '#d3ebf0',
  '#a8d8e2',
  '#78c2d2',
  '#4faec3',
  '#2e99b0',
  '#1d7d92',
  '#0b6478',
  '#094f5f',
  '#073b47',
]
const gray: MantineColorsTuple = [
  '#f4f6f6',
  '#eef1f1',
  '#e3e8e8',
  '#cbd4d5',
  '#b9c4c6',
  '#93a1a5',
  '#5f6d73',
  '#46545a',
  '#2b373b',
  '#152023',
]
const dark: MantineColorsTuple = [
  '#e4ecee',
  '#c6d1d4',
  '#aebbc0',
  '#8d9ca2',
  '#37464c',
  '#243035',
  '#1b2327',
  '#141a1d',
  '#0e1315',
  '#0a0e10',
]

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, gray, dark },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-code)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400 } },
  },
})

/** Mantine's own variables point to the tokens, so that one file decides the look. */
const pointed = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
}
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: pointed, dark: pointed })
