import type { Grants, Permission, Scope } from '@rapport/vocabulary/define/permission.ts'

/** Grants with one scope changed; an empty choice falls back to what holds for everything else. */
export const withScope = (grants: Grants, object: string, permission: Permission, scope: Scope | ''): Grants => {
  const { [permission]: _, ...rest } = grants[object] ?? {}
  const grant = scope === '' ? rest : { ...rest, [permission]: scope }
  const { [object]: __, ...others } = grants
  return Object.keys(grant).length === 0 && object !== '*' ? others : { ...others, [object]: grant }
}
