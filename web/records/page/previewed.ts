import type { AnyRow } from '@rapport/vocabulary/define/object.ts'

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

export const isPicture = ({ type }: AnyRow): boolean => pictures.has(String(type))

/** The server told the type by the bytes; what a browser could run has none of these. */
export const canPreview = (file: AnyRow): boolean => isPicture(file) || file.type === 'application/pdf'
