import { languageChoices } from '@rapport/vocabulary/define/language-choices.ts'
import type { Area } from '../../records/rules.ts'
import { languageOf } from './detect.ts'

/** Sets the language of a record from its words, where nobody has set one; what a person or a former text set stays. */
export const languageOfText = (...fields: readonly string[]): Area => ({
  rules: {
    async before({ verb, current, values }) {
      if (verb !== 'create' && verb !== 'update') return
      const isChosen = verb === 'create' ? values.language : 'language' in values || current?.language
      if (isChosen || !fields.some((name) => name in values)) return
      const words = fields.map((name) => values[name] ?? current?.[name]).filter((one) => typeof one === 'string')
      const language = await languageOf(words.join('\n'))
      if (language && Object.hasOwn(languageChoices, language)) values.language = language
    },
  },
})
