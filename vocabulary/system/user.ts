import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

const nobody = { create: 'none', update: 'none', delete: 'none', export: 'none' } as const

/** A person who works with Rapport. Signing in is the business of `auth`; what they may do comes from their roles. */
export const user = defineObject({
  name: 'user',
  plural: 'users',
  concept: 'system',
  ownerless: true,
  label: label('Person', '人员'),
  labels: label('People', '人员'),
  icon: 'user',
  title: 'name',
  fields: {
    name: field.text(label('Name', '姓名'), { required: true, max: 200, search: true, index: true }),
    email: field.email(label('E-mail', '邮箱'), { required: true, unique: true, key: true, search: true }),
    roles: field.links(label('Roles', '角色'), { to: 'role', reverse: label('People', '人员') }),
    teams: field.links(label('Teams', '团队'), { to: 'team', reverse: label('Members', '成员') }),
    status: field.choice(
      label('Status', '状态'),
      {
        invited: { label: label('Invited', '已邀请'), colour: 'blue' },
        active: { label: label('Active', '启用'), colour: 'green' },
        inactive: { label: label('Inactive', '停用'), colour: 'gray' },
      },
      { required: true, default: 'invited' },
    ),
    language: field.choice(
      label('Language', '语言'),
      { en: { label: label('English', '英语') }, zh: { label: label('Chinese', '中文') } },
      { required: true, default: 'en' },
    ),
    timezone: field.text(label('Time zone', '时区'), { max: 60 }),
    phone: field.phone(label('Phone', '电话')),
    job_title: field.text(label('Job title', '职位'), { max: 200 }),
    settings: field.json(label('Settings', '个人设置')),
  },
  list: { columns: ['name', 'email', 'roles', 'teams', 'status'], sort: 'name' },
  page: {
    sections: [
      {
        label: label('Person', '人员'),
        fields: ['name', 'email', 'roles', 'teams', 'status', 'language', 'timezone', 'phone', 'job_title'],
      },
    ],
  },
  grants: { manager: nobody, member: nobody },
})
