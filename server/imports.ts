import { customerImport } from './customers/import.ts'
import { productImport } from './products/import.ts'
import type { ImportArea } from './records/import/area.ts'
import { salesImport } from './sales/import.ts'

/** What the areas know about importing. */
export const importAreas: readonly ImportArea[] = [customerImport, productImport, salesImport]
