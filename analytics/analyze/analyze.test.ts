import { describe, expect, it } from 'vitest'
import { sharedBytes, sharedDataIsThere } from '../test/shared-data.ts'
import { analyze, renderReport } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const rows = Array.from({ length: 400 }, (_, i) => {
  const [spend, plan] = [(i * 37) % 100, ['free', 'pro', 'team'][i % 3]!]
  const churn = spend + (i % 3) * 20 + ((i * 53) % 41) < 80 ? 'yes' : 'no'
  return `u${i},${spend},${plan},2024-0${1 + (i % 9)}-15,${churn},${i % 7 === 0 ? '' : spend * 2 + (i % 5)}`
})
const file = bytes(`id,spend,plan,since,churn,revenue\n${rows.join('\n')}\n`)

describe.skipIf(!sharedDataIsThere)('analyze on Telco with the split of NumPy (skipped without ../shared)', () => {
  it('gets the accuracy and AUC of the usual Python script', () => {
    const report = analyze(sharedBytes('data/churn/telco_customer_churn.csv'), {
      target: 'Churn',
      split: 'numpy:42',
      compare: false,
    })
    expect(report.baseline.scores.accuracy!.toFixed(5)).toBe('0.82044')
    expect(report.baseline.scores.auc!.toFixed(5)).toBe('0.86213')
    expect(report.baseline.columns).toBe(45)
    expect(report.testRows).toBe(1409)
    expect(report.notes[0]).toEqual({ column: 'customerID', note: 'left out: free text or an id' })
  })
})

describe('analyze', () => {
  it('learns from the words of texts, Chinese ones too', () => {
    const lines = Array.from({ length: 300 }, (_, i) => {
      const words = i % 2 ? '客户对价格很满意，希望尽快签约' : '客户有意见，需要再考虑一下价格'
      return `"${words}第${i}次",${(i * 7) % 10},${i % 10 === 3 ? '流失' : i % 2 ? '成交' : '流失'}`
    })
    const report = analyze(bytes(`备注,金额,结果\n${lines.join('\n')}\n`), { target: '结果', compare: false })
    expect(report.baseline.scores.auc).toBeGreaterThan(0.8)
  })

  it('says what it can of two rows and of one row of a class, and why it compares nothing', () => {
    const two = analyze(bytes('a,y\n1,yes\n2,no\n'), { target: 'y' })
    expect([two.rows, two.comparison]).toEqual([2, undefined])
    expect(two.notes.at(-1)!.note).toContain('too little to compare methods on')
    const few = analyze(bytes(`a,b,y\n${Array.from({ length: 6 }, (_, i) => `${i},${i * i},${2 * i}`).join('\n')}\n`), {
      target: 'y',
    })
    expect(few.comparison).toBeDefined()
  })

  it('takes a few whole numbers as classes, and as numbers when told', () => {
    const lines = Array.from({ length: 90 }, (_, i) => `${i % 10},${Math.floor((i % 10) / 4)}`).join('\n')
    const coded = analyze(bytes(`a,y\n${lines}\n`), { target: 'y', compare: false })
    expect([coded.task, coded.labels]).toEqual(['classification', ['0', '1', '2']])
    expect(coded.notes.map(({ note }) => note).join()).toContain('taken as classes')
    const plain = analyze(bytes(`a,y\n${lines}\n`), { target: 'y', compare: false, task: 'regression' })
    expect([plain.task, plain.notes.length]).toEqual(['regression', 1])
  })

  it('says that nothing was measured where no row is left to test on', () => {
    const report = analyze(bytes('a,y\n1,yes\n2,no\n'), { target: 'y', compare: false })
    expect(report.notes.at(-1)!.note).toContain('nothing was measured')
    expect(renderReport(report)).not.toContain('–')
  })

  it('refuses a column without values and a quote that is never closed in sentences', () => {
    expect(() => analyze(bytes('a,y\n1,\n2,\n'), { target: 'y' })).toThrow('"y" has no value in any row')
    expect(() => analyze(bytes('a,y\n1,yes\n2,"no\n3,yes\n'), { target: 'y' })).toThrow('opens in row 2')
  })

  it('refuses a file without anything to learn from, and numbers too large to square, by column', () => {
    const ids = Array.from({ length: 100 }, (_, i) => `c-${i},${i % 2 ? 'yes' : 'no'}`).join('\n')
    expect(() => analyze(bytes(`name,y\n${ids}\n`), { target: 'y' })).toThrow('"name" was left out: names or an id')
    const huge = Array.from({ length: 60 }, (_, i) => `${i}e300,${i % 2 ? 'yes' : 'no'}`).join('\n')
    expect(() => analyze(bytes(`big,y\n${huge}\n`), { target: 'y' })).toThrow('Column "big" holds numbers too large')
  })

  it('reports data, scores, comparison and reasons, as data and as text', () => {
    const seen: number[] = []
    const report = analyze(file, { target: 'churn', exclude: ['revenue'], onProgress: (done) => seen.push(done) })
    expect(report.labels).toEqual(['no', 'yes'])
    expect(report.baseline.scores.auc).toBeGreaterThan(0.9)
    expect(report.comparison!.compared.length).toBeGreaterThan(3)
    expect(report.comparison!.importance[0]!.name).toBe('spend')
    const text = renderReport(report)
    for (const part of ['400 rows, 6 columns', 'Logistic regression', '← chosen', 'What it goes by'])
      expect(text).toContain(part)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(seen.every((done) => done >= 0 && done <= 1)).toBe(true)
  })

  it('predicts numbers too, leaving rows without an answer out', () => {
    const report = analyze(file, { target: 'revenue', compare: false, split: 'time:since' })
    expect(report.task).toBe('regression')
    expect(report.trainRows + report.testRows).toBe(342)
    expect(report.baseline.scores.r2).toBeGreaterThan(0.95)
  })

  it('is the same for the same seed', () => {
    const once = () => JSON.stringify(analyze(file, { target: 'churn', compare: false, seed: 4 }))
    expect(once()).toBe(once())
  })

  it('refuses an unknown target and an unknown split in sentences', () => {
    expect(() => analyze(file, { target: 'hat' })).toThrow('no column "hat"')
    expect(() => analyze(file, { target: 'churn', split: 'half' })).toThrow(
      'use random, stratified, hash:NAME, time:COLUMN or numpy:SEED',
    )
  })
})
