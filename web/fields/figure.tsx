import { later } from '../ui/later.tsx'

/** Inputs for figures; their code comes when one is first edited. */
export const FigureInput = later(() => import('./figure-edit.tsx').then((module) => module.FigureInput))
export const NumberEdit = later(() => import('./figure-edit.tsx').then((module) => module.NumberEdit))
export const NumberFilter = later(() => import('./figure-edit.tsx').then((module) => module.NumberFilter))
