import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Ability } from '@rapport/vocabulary/define/permission.ts'
import { type ComponentType, lazy } from 'react'
import { type Icon, iconNamed } from '../ui/icons.ts'

/** One page of the settings: what it is for, whom it concerns, and the words by which people look for it. */
export interface Section {
  readonly name: string
  readonly label: MessageDescriptor
  readonly about: MessageDescriptor
  readonly icon: Icon
  readonly needs?: Ability
  readonly panel: ComponentType
  /** In both languages, with pinyin and its initials. */
  readonly words: string
}

export const sections: readonly Section[] = [
  {
    name: 'profile',
    label: msg`You`,
    about: msg`Your name, language, time zone, password and sessions. Concerns you alone.`,
    icon: iconNamed('user-circle'),
    words:
      'profile password language time zone theme sessions sign out 个人 密码 语言 时区 登录 geren mima yuyan shiqu denglu gr mm yy sq dl',
    panel: lazy(() => import('./profile.tsx').then((module) => ({ default: module.Profile }))),
  },
  {
    name: 'organisation',
    label: msg`Organisation`,
    about: msg`Name, currency, country and what counts as lapsed. Holds for everyone.`,
    icon: iconNamed('building'),
    needs: 'settings',
    words:
      'organisation company currency country lapsed cost share 组织 公司 货币 国家 流失 成本 zuzhi gongsi huobi guojia liushi chengben zz gs hb gj ls cb',
    panel: lazy(() => import('./organisation.tsx').then((module) => ({ default: module.Organisation }))),
  },
  {
    name: 'people',
    label: msg`People`,
    about: msg`Who works here: invite, change roles and teams, put an account away.`,
    icon: iconNamed('users'),
    needs: 'people',
    words:
      'people users invite invitation deactivate password link 人员 用户 邀请 停用 离职 renyuan yonghu yaoqing tingyong lizhi ry yh yq ty lz',
    panel: lazy(() => import('./people.tsx').then((module) => ({ default: module.People }))),
  },
  {
    name: 'teams',
    label: msg`Teams`,
    about: msg`Who works together under whom. A manager sees what members own, down to the last team inside.`,
    icon: iconNamed('users-group'),
    needs: 'people',
    words: 'teams managers tree hierarchy departments 团队 经理 部门 层级 tuandui jingli bumen cengji td jl bm cj',
    panel: lazy(() => import('./teams.tsx').then((module) => ({ default: module.Teams }))),
  },
  {
    name: 'roles',
    label: msg`Roles`,
    about: msg`What each role may see and do, by object and field. Holds at once for everyone with the role.`,
    icon: iconNamed('shield'),
    needs: 'people',
    words:
      'roles permissions access rights fields hidden 角色 权限 字段 隐藏 juese quanxian ziduan yincang js qx zd yc',
    panel: lazy(() => import('./roles.tsx').then((module) => ({ default: module.Roles }))),
  },
  {
    name: 'objects',
    label: msg`Objects and fields`,
    about: msg`Objects, fields, choices, formulas, roll-ups and rules of your own. In effect at once for everyone.`,
    icon: iconNamed('forms'),
    needs: 'designer',
    words:
      'designer custom objects fields choices colours formula rollup roll-up rules required read-only 自定义 对象 字段 选项 颜色 公式 汇总 规则 必填 只读 zidingyi duixiang ziduan xuanxiang yanse gongshi huizong guize bitian zhidu zdy dx zd xx ys gs hz gz bt zd',
    panel: lazy(() => import('./design/objects.tsx').then((module) => ({ default: module.Objects }))),
  },
  {
    name: 'pipelines',
    label: msg`Pipelines`,
    about: msg`The stages that deals go through: order, probability, stale days. In effect at once on every board.`,
    icon: iconNamed('stairs'),
    needs: 'designer',
    words:
      'pipelines stages probability won lost stale sales 销售管道 阶段 概率 赢单 输单 停滞 xiaoshouguandao jieduan gailv yingdan shudan xsgd jd gl yd sd',
    panel: lazy(() => import('./design/pipelines.tsx').then((module) => ({ default: module.Pipelines }))),
  },
  {
    name: 'changes',
    label: msg`Changes of settings`,
    about: msg`Who changed what of objects, fields and rules, and the way back.`,
    icon: iconNamed('rotate'),
    needs: 'designer',
    words: 'audit history changes take back undo 审计 历史 变更 撤销 shenji lishi biangeng chexiao sj ls bg cx',
    panel: lazy(() => import('./design/history.tsx').then((module) => ({ default: module.History }))),
  },
  {
    name: 'configuration',
    label: msg`Configuration file`,
    about: msg`All that was designed as one file, to bring into another Rapport: objects, fields, rules, roles, pipelines and shared views.`,
    icon: iconNamed('package'),
    needs: 'designer',
    words:
      'configuration export import file backup template copy 配置 导出 导入 文件 模板 peizhi daochu daoru wenjian moban pz dc dr wj mb',
    panel: lazy(() => import('./design/configuration.tsx').then((module) => ({ default: module.Configuration }))),
  },
  {
    name: 'keys',
    label: msg`API keys`,
    about: msg`Keys with which programs come in, each bound to one role.`,
    icon: iconNamed('key'),
    needs: 'people',
    words: 'api keys tokens programs integration 密钥 接口 程序 集成 miyao jiekou chengxu jicheng my jk cx jc',
    panel: lazy(() => import('./keys.tsx').then((module) => ({ default: module.Keys }))),
  },
]
