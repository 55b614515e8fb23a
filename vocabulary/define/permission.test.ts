import { describe, expect, it } from 'vitest'
import { objects, vocabulary } from '../index.ts'
import { builtInGrants, builtInRoles, fieldAccess, permissions, scopeOf, union } from './permission.ts'

const ofPeople = ['user', 'role', 'team', 'organisation']

describe('the built-in roles', () => {
  it.each(['manager', 'member', 'viewer'] as const)(
    '%s may see people, roles and teams but change none of them',
    (role) => {
      const grants = builtInGrants(role, objects)
      for (const name of ofPeople) {
        const object = vocabulary.find(name)!
        expect(scopeOf(grants, object, 'read'), name).toBe('all')
        for (const permission of ['create', 'update', 'delete'] as const)
          expect(scopeOf(grants, object, permission), `${role} ${permission} ${name}`).toBe('none')
      }
    },
  )

  it('viewer changes nothing but their own views of lists and what they follow', () => {
    const grants = builtInGrants('viewer', objects)
    const own = new Set(['notification', 'view', 'follower'])
    for (const object of objects.filter((one) => !own.has(one.name)))
      for (const permission of ['create', 'update', 'delete', 'export'] as const)
        expect(scopeOf(grants, object, permission), object.name).toBe('none')
  })

  it('admin may do everything, except read others’ notifications', () => {
    const grants = builtInGrants('admin', objects)
    for (const object of objects.filter((one) => one.name !== 'notification'))
      for (const permission of permissions) expect(scopeOf(grants, object, permission)).toBe('all')
    expect(scopeOf(grants, vocabulary.find('notification')!, 'read')).toBe('own')
  })

  it('all have a name in both languages', () => {
    for (const role of Object.values(builtInRoles)) expect(role.label.en && role.label.zh).toBeTruthy()
  })
})

describe('several roles together', () => {
  const deal = vocabulary.find('deal')!
  it('give the widest scope of each permission', () => {
    const both = union({ deal: { read: 'own', update: 'own' } }, { '*': { read: 'team' } })
    expect(scopeOf(both, deal, 'read')).toBe('team')
    expect(scopeOf(both, deal, 'update')).toBe('own')
    expect(scopeOf(both, deal, 'delete')).toBe('none')
  })

  it('hide a field only when every one of them hides it', () => {
    const hides = { deal: { fields: { amount: 'hidden' } } } as const
    expect(fieldAccess(union(hides, hides), 'deal', 'amount')).toBe('hidden')
    expect(fieldAccess(union(hides, { deal: { fields: { amount: 'read' } } }), 'deal', 'amount')).toBe('read')
    expect(fieldAccess(union(hides, { '*': { read: 'all' } }), 'deal', 'amount')).toBe('write')
  })
})
