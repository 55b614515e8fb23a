import type { Grants, Permission, Scope } from '@rapport/vocabulary/define/permission.ts'

/** Grants with one scope changed; an empty choice falls back to what holds for everything else. */
export const withScope = (grants: Grants, object: string, permission: Permission, scope: Scope | ''): Grants => {
  const { [permission]: _, ...rest } = grants[object] ?? {}
  const grant = scope === '' ? rest : { ...rest, [permission]: scope }
  const { [object]: __, ...others } = grants
  return Object.keys(grant).length === 0 && object !== '*' ? others : { ...others, [object]: grant }
}

export type FieldAccess = 'write' | 'read' | 'hidden'

/** Grants with one field free, to be read only, or hidden; free fields are not named. */
export const withField = (grants: Grants, object: string, field: string, access: FieldAccess): Grants => {
  const { fields = {}, ...rest } = grants[object] ?? {}
  const { [field]: _, ...others } = fields
  const named = access === 'write' ? others : { ...others, [field]: access }
  return { ...grants, [object]: { ...rest, ...(Object.keys(named).length > 0 && { fields: named }) } }
}
