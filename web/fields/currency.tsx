import { lineScreen } from './line.tsx'

export const currency = lineScreen({ width: 90 })
