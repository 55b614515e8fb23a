import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMe } from '../../../session.ts'

/** Whether the page is being arranged, as its address says; only who may design can do that. */
export const useEditing = (): boolean => {
  const { edit } = useSearch({ strict: false }) as { edit?: string }
  return useMe().abilities.includes('designer') && edit === 'page'
}

/** Begins to arrange the page, or ends it. */
export const useSetEditing = (): ((on: boolean) => void) => {
  const navigate = useNavigate()
  const { edit: _edit, ...rest } = useSearch({ strict: false }) as { edit?: string }
  return (on) => void navigate({ to: '.', search: (on ? { ...rest, edit: 'page' } : rest) as never, replace: !on })
}
