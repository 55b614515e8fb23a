// Accuracy on Banking77 (10,003 tickets to learn from, 3,080 to test on, 77 classes), beside the reference's.
// node benchmarks/analytics/accuracy-text.ts
import { writeFileSync } from 'node:fs'
import { textNaiveBayes } from '@rapport/analytics/bayes/text-bayes.ts'
import { parseCsv } from '@rapport/analytics/data/csv.ts'
import { columnNamed, textAt } from '@rapport/analytics/data/table.ts'
import { tfidf } from '@rapport/analytics/data/tfidf.ts'
import { linearSvm } from '@rapport/analytics/svm/linear-svm.ts'
import { sharedBytes } from '@rapport/analytics/test/shared-data.ts'

function read(name: string): { texts: string[]; labels: string[] } {
  const table = parseCsv(sharedBytes(`data/text/banking77_${name}.csv`))
  const column = (of: string) => Array.from({ length: table.rows }, (_, i) => textAt(columnNamed(table, of), i))
  return { texts: column('text'), labels: column('category') }
}

const [train, test] = [read('train'), read('test')]
const names = [...new Set(train.labels)].sort()
const y = train.labels.map((label) => names.indexOf(label))
const wanted = test.labels.map((label) => names.indexOf(label))

const words = { wordGrams: [1, 2] }
const both = { analyser: 'both', ...words, characterGrams: [2, 5], maximumTerms: 500000 } as const
const results: object[] = []

function report(name: string, terms: Parameters<typeof tfidf.fit>[1], model: 'svm' | 'bayes', reference: number) {
  const start = performance.now()
  const encoder = tfidf.fit(train.texts, terms)
  const x = encoder.transform(train.texts)
  const fitted = model === 'svm' ? linearSvm.fit({ x, y, folds: 0 }) : textNaiveBayes.fit({ x, y })
  const labels = fitted.predict(encoder.transform(test.texts))
  const accuracy = labels.filter((label, i) => label === wanted[i]).length / labels.length
  const seconds = (performance.now() - start) / 1000
  results.push({ name, accuracy, reference, seconds })
  console.log(`${name.padEnd(48)} ${accuracy.toFixed(4)}  ${reference.toFixed(4)}  ${seconds.toFixed(1)} s`)
}

report('words 1–2, multinomial naive Bayes', words, 'bayes', 0.846753)
report('words 1–2, linear SVM', words, 'svm', 0.893831)
report('words 1–2 and characters 2–5, linear SVM', both, 'svm', 0.911688)
writeFileSync(new URL('accuracy-text.json', import.meta.url), `${JSON.stringify(results, null, 1)}\n`)
