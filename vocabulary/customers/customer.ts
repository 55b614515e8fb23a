import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A person or a company: prospective, active or lapsed. Its numbers follow from its orders and are written by `server/customers/value.ts`. */
export const customer = defineObject({
  name: 'customer',
  plural: 'customers',
  concept: 'customers',
  label: label('Customer', '客户'),
  labels: label('Customers', '客户'),
  icon: 'users',
  title: 'name',
  fields: {
    type: field.choice(
      label('Type', '类型'),
      {
        person: { label: label('Person', '个人'), colour: 'blue' },
        company: { label: label('Company', '公司'), colour: 'violet' },
      },
      { required: true, default: 'person' },
    ),
    name: field.text(label('Name', '名称'), {
      required: true,
      max: 300,
      search: true,
      index: true,
      personal: true,
      aliases: ['full name', 'customer name', 'contact', 'client', '姓名', '客户名称', '公司名称', '联系人'],
    }),
    first_name: field.text(label('First name', '名'), {
      max: 150,
      personal: true,
      aliases: ['given name', 'forename', '名字'],
    }),
    last_name: field.text(label('Last name', '姓'), {
      max: 150,
      personal: true,
      aliases: ['surname', 'family name', '姓氏'],
    }),
    salutation: field.text(label('Salutation', '称谓'), {
      max: 50,
      personal: true,
      aliases: ['title', 'prefix', '称呼'],
    }),
    job_title: field.text(label('Job title', '职位'), { max: 200, aliases: ['position', 'function', '职务', '岗位'] }),
    employer: field.link(label('Employer', '所属公司'), {
      to: 'customer',
      reverse: label('People', '人员'),
      aliases: ['company', 'organisation', 'organization', 'account', 'firm', '公司', '单位', '企业'],
    }),
    emails: field.emails(label('E-mails', '邮箱'), {
      search: true,
      index: true,
      key: true,
      personal: true,
      aliases: ['email', 'e-mail', 'mail', 'email address', '电子邮件', '电子邮箱', '邮件'],
    }),
    phones: field.phones(label('Phones', '电话'), {
      search: true,
      index: true,
      key: true,
      personal: true,
      aliases: ['phone', 'telephone', 'tel', 'mobile', 'cell', '手机', '手机号', '联系电话', '电话号码'],
    }),
    addresses: field.addresses(label('Addresses', '地址'), {
      personal: true,
      aliases: ['address', 'street', 'street address', 'postal address', '住址', '收货地址', '通讯地址'],
    }),
    country: field.text(label('Country', '国家'), {
      max: 100,
      index: true,
      aliases: ['nation', 'country/region', '国家地区', '国别'],
    }),
    website: field.url(label('Website', '网站'), { aliases: ['url', 'homepage', 'web', '网址', '官网'] }),
    industry: field.text(label('Industry', '行业'), { max: 150, aliases: ['sector', 'branch', '行业类别'] }),
    employees: field.integer(label('Employees', '员工数'), {
      min: 0,
      aliases: ['headcount', 'company size', '公司规模', '人数'],
    }),
    birthday: field.date(label('Birthday', '生日'), {
      personal: true,
      aliases: ['date of birth', 'dob', 'born', '出生日期'],
    }),
    language: field.text(label('Language', '语言'), { max: 35, aliases: ['preferred language', '语种'] }),
    lifecycle: field.choice(
      label('Lifecycle', '生命周期'),
      {
        prospective: { label: label('Prospective', '潜在'), colour: 'blue' },
        active: { label: label('Active', '活跃'), colour: 'green' },
        lapsed: { label: label('Lapsed', '流失'), colour: 'orange' },
      },
      {
        required: true,
        default: 'prospective',
        index: true,
        unlearnable: label(
          'follows from its orders and tells how things stand today',
          '由订单得出，反映的是现在的状态',
        ),
        aliases: ['status', 'state', '状态', '客户状态'],
      },
    ),
    source: field.text(label('Source', '来源'), {
      max: 150,
      index: true,
      aliases: ['lead source', 'origin', 'channel', '渠道', '客户来源'],
    }),
    external_id: field.code(label('External number', '外部编号'), {
      key: true,
      unique: true,
      search: true,
      aliases: [
        'customer id',
        'customerid',
        'customer no',
        'client id',
        'account number',
        '客户编号',
        '客户号',
        '会员号',
      ],
    }),
    tags: field.links(label('Tags', '标签'), { to: 'tag', aliases: ['labels', 'keywords'] }),
    note: field.longText(label('Remarks', '备注'), { aliases: ['notes', 'comment', 'description', 'remarks', '说明'] }),
    invented: field.boolean(label('Invented for the sample', '示例虚构'), { derived: true }),
    first_order_at: field.datetime(label('First order', '首次下单'), { derived: true }),
    last_order_at: field.datetime(label('Last order', '最近下单'), { derived: true, index: true }),
    orders: field.integer(label('Orders', '订单数'), {
      derived: true,
      index: true,
      help: label('Frequency: orders that were not cancelled', '频次：未取消的订单数'),
    }),
    revenue: field.money(label('Revenue', '收入'), {
      derived: true,
      index: true,
      help: label('R: what was ordered, less what came back', 'R：订单金额减去退货金额'),
    }),
    cost: field.money(label('Cost', '成本'), {
      derived: true,
      help: label('C: cost of goods, service and marketing', 'C：商品、服务与营销成本'),
    }),
    value: field.money(label('Value', '价值'), { derived: true, index: true, help: label('V = R − C', 'V = R − C') }),
    lapse_risk: field.percent(label('Lapse risk', '流失风险'), {
      derived: true,
      scored: 'customer.lapse_risk',
      help: label('Probability of no order within the model’s days', '在模型期限内不再下单的概率'),
    }),
    next_order_on: field.date(label('Next order expected', '预计下次下单'), {
      derived: true,
      scored: 'customer.next_order_on',
      help: label('By the rhythm of its own orders, when it goes on buying', '若继续购买，按其下单节奏推算'),
    }),
    lead_score: field.percent(label('Lead score', '线索评分'), {
      derived: true,
      scored: 'customer.lead_score',
      help: label(
        'Probability that a customer without a recent order buys within the model’s days',
        '近期未下单的客户在模型期限内购买的概率',
      ),
    }),
    lead_fit: field.percent(label('Fit', '匹配度'), {
      derived: true,
      scored: 'customer.lead_fit',
      help: label('The same by who they are alone', '仅凭客户特征得出的同一概率'),
    }),
    lead_engagement: field.percent(label('Engagement', '活跃度'), {
      derived: true,
      scored: 'customer.lead_engagement',
      help: label('The same by what they did alone', '仅凭客户行为得出的同一概率'),
    }),
    expected_revenue: field.money(label('Expected revenue', '预期收入'), {
      derived: true,
      scored: 'customer.expected_revenue',
      help: label('What it will order within the model’s days', '在模型期限内的预期订单金额'),
    }),
    expected_low: field.money(label('Expected revenue, at least', '预期收入下限'), {
      derived: true,
      scored: 'customer.expected_low',
      help: label('Nineteen in twenty bring at least this', '二十位中有十九位不低于此'),
    }),
    expected_high: field.money(label('Expected revenue, at most', '预期收入上限'), {
      derived: true,
      scored: 'customer.expected_high',
      help: label('Nineteen in twenty bring at most this', '二十位中有十九位不高于此'),
    }),
    expected_value: field.money(label('Expected value', '预期价值'), {
      derived: true,
      scored: 'customer.expected_value',
      help: label('Expected revenue less its usual share of cost', '预期收入减去其通常的成本'),
    }),
    tier: field.choice(
      label('Value tier', '价值等级'),
      {
        top: { label: label('Top 10 %', '前 10%'), colour: 'violet' },
        high: { label: label('Next 20 %', '次 20%'), colour: 'blue' },
        middle: { label: label('Middle 30 %', '中 30%'), colour: 'teal' },
        low: { label: label('Lower 40 %', '后 40%'), colour: 'gray' },
      },
      { derived: true, scored: 'customer.tier', help: label('By expected value', '按预期价值') },
    ),
    next_category: field.text(label('Next category', '下次购买类别'), {
      derived: true,
      scored: 'customer.next_category',
      help: label('What most of its next order is likeliest to be', '下一单中最可能占多数的类别'),
    }),
    next_category_chance: field.percent(label('Next category, chance', '下次购买类别的概率'), {
      derived: true,
      scored: 'customer.next_category_chance',
      help: label('Probability, should it order within the model’s days', '若在模型期限内下单，其概率'),
    }),
    next_product: field.link(label('Next product', '下一个产品'), {
      to: 'product',
      derived: true,
      scored: 'customer.next_product',
      help: label('Of the well-sold ones, the likeliest in its next order', '畅销产品中，下一单最可能包含的'),
    }),
    next_product_chance: field.percent(label('Next product, chance', '下一个产品的概率'), {
      derived: true,
      scored: 'customer.next_product_chance',
      help: label('Probability, should it order within the model’s days', '若在模型期限内下单，其概率'),
    }),
    next_product_second: field.link(label('Next product, second', '下一个产品（第二）'), {
      to: 'product',
      derived: true,
      scored: 'customer.next_product_second',
      help: label('The second likeliest', '第二可能'),
    }),
    next_product_third: field.link(label('Next product, third', '下一个产品（第三）'), {
      to: 'product',
      derived: true,
      scored: 'customer.next_product_third',
      help: label('The third likeliest', '第三可能'),
    }),
    rfm: field.link(label('RFM segment', 'RFM 分层'), {
      to: 'segment',
      derived: true,
      scored: 'customer.rfm',
      help: label('By recency, frequency and money', '按最近下单、频次与金额'),
    }),
    rfm_before: field.link(label('RFM segment 90 days before', '90 天前的 RFM 分层'), {
      to: 'segment',
      derived: true,
      scored: 'customer.rfm_before',
    }),
    cluster: field.link(label('Group', '群组'), {
      to: 'segment',
      derived: true,
      scored: 'customer.cluster',
      help: label('Customers who buy alike', '购买行为相似的客户'),
    }),
  },
  list: {
    columns: ['name', 'type', 'lifecycle', 'emails', 'phones', 'country', 'orders', 'value', 'last_order_at', 'owner'],
    sort: '-created_at',
    within: [
      ['type', 'name'],
      ['country', 'name'],
      ['lifecycle', 'last_order_at'],
      ['lifecycle', 'value'],
    ],
    views: [
      { name: 'people', label: label('People', '个人'), filter: { field: 'type', op: 'eq', value: 'person' } },
      { name: 'companies', label: label('Companies', '公司'), filter: { field: 'type', op: 'eq', value: 'company' } },
      { name: 'mine', label: label('Mine', '我负责的'), filter: { field: 'owner', op: 'eq', value: 'me' } },
      { name: 'lapsed', label: label('Lapsed', '已流失'), filter: { field: 'lifecycle', op: 'eq', value: 'lapsed' } },
    ],
  },
  board: { by: 'lifecycle', card: ['type', 'country', 'value', 'owner'], sum: 'value' },
  page: {
    numbers: ['value', 'revenue', 'cost', 'orders', 'last_order_at'],
    sections: [
      { label: label('Contact', '联系方式'), fields: ['emails', 'phones', 'addresses', 'country', 'website'] },
      {
        label: label('About', '基本信息'),
        fields: [
          'type',
          'lifecycle',
          'salutation',
          'first_name',
          'last_name',
          'job_title',
          'employer',
          'industry',
          'employees',
          'birthday',
          'language',
        ],
      },
      {
        label: label('Record', '记录'),
        fields: ['source', 'external_id', 'tags', 'owner', 'note', 'first_order_at', 'created_at', 'updated_at'],
      },
    ],
  },
})
