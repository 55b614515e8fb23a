import { lineScreen } from './line.tsx'

export const text = lineScreen()
