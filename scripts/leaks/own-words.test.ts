import { describe, expect, test } from 'vitest'
import { makeOwnWords } from './make-own-words.ts'
import { ownWords, ownWordsFile } from './own-words.ts'

const own = await makeOwnWords()

describe('Our own words', () => {
  test('come from the sources where those are.', async () => {
    expect(ownWordsFile()).toBeNull()
    expect(await ownWords()).toEqual(own)
  })

  test('are plain data: a package has them as a file.', () => {
    expect(JSON.parse(JSON.stringify(own))).toEqual(own)
  })

  test('have the names of tags, attributes, classes, files, keys and states.', () => {
    expect(own.vocabulary).toEqual(
      expect.arrayContaining([
        'http-equiv',
        'aria-labelledby',
        'scheduled-maintenances',
        'under_maintenance',
        'head under_maintenance',
        '</strong>',
      ]),
    )
    expect(own.fragments).toContain('#updates')
  })

  test('have the sentences of every language, and no text that stands in a template.', () => {
    expect(own.sentences).toEqual(expect.arrayContaining(['{name} status', 'All systems operational']))
    expect(own.sentences.filter((sentence) => /[\u3040-\u30ff]/.test(sentence)).length).toBeGreaterThan(20)
  })

  test('have the scripts and the style sheet as browsers get them.', () => {
    const [stylesheet = '', ...scripts] = own.files
    expect(stylesheet).toContain('.under_maintenance{')
    expect(scripts.map((script) => script.startsWith('(function(){'))).toEqual([true, true])
  })
})
