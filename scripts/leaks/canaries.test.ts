import { extname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { judgeContent } from '#assess/content'
import { readTexts } from '#io/catalog-reader'
import { changeSchema } from '#model/records/change'
import { eventSchema, freezeSchema } from '#model/records/freeze'
import { incidentSchema } from '#model/records/incident'
import { publicCatalog } from '#model/publish/public'
import { runbookSchema } from '#model/records/runbook'
import { unwrap } from '#model/records/schema-walk'
import { serviceSchema } from '#model/records/service'
import { siteSchema } from '#model/records/site'
import { teamSchema } from '#model/records/team'
import { changeTemplateSchema, incidentTemplateSchema } from '#model/records/template'
import { CANARIES, canaryWords } from '../fixtures/canary-content.ts'
import { PLANTERS } from '../fixtures/planting.ts'
import { internalStrings } from './internal-strings.ts'
import { ownWords } from './own-words.ts'
import { sayableOn } from './sayable.ts'
import { leakSearch } from './search.ts'
import { visible } from './visible.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const content = readTexts({ paths: Object.keys(CANARIES), texts: new Map(Object.entries(CANARIES)) }, NOW, () => NOW)
const { catalog } = content
const own = await ownWords()
const { search } = leakSearch(catalog, sayableOn(publicCatalog(catalog), own, { files: [], home: '' }))
const internal = [...internalStrings(catalog)].map(([text]) => text)
const canaries = [...new Set(internal.filter((text) => canaryWords.some((word) => text.includes(word))))]

describe('The content of canaries', () => {
  test('is in order, so nothing of it is left out for another reason.', () => {
    // Of an update that waits for its time there is a canary, too, and of a phone, and a warning of each.
    const found = [...content.problems, ...judgeContent(content)].filter(
      ({ rule }) => rule !== 'future-update' && rule !== 'phone-number',
    )
    expect(found).toEqual([])
  })

  test('has a canary in every kind of file, and all of them are looked for.', () => {
    expect(canaryWords.length).toBeGreaterThan(150)
    expect(canaryWords.filter((word) => !internal.some((text) => text.includes(word)))).toEqual([])
  })

  test.each<[string, z.ZodType, string[]]>([
    ['changes/', changeSchema, ['public_id']],
    ['change-templates/', changeTemplateSchema, ['max_risk']],
    ['events/', eventSchema, []],
    ['freezes/', freezeSchema, []],
    ['incidents/', incidentSchema, ['public_id']],
    ['incident-templates/', incidentTemplateSchema, []],
    ['runbooks/', runbookSchema, []],
    ['services/', serviceSchema, ['public']],
    ['teams/', teamSchema, []],
    ['site.yaml', siteSchema, ['time_zone', 'locale', 'uptime', 'brand', 'subscribe', 'sample']],
  ])('fills every text of %s: a field that is added one day wants a canary, too.', (place, schema, exempt) => {
    const files = Object.entries(CANARIES).filter(([path]) => path.startsWith(place))
    const texts = files.map(([, text]) => text).join('\n')
    const fields = textFields(schema).filter((field) => !exempt.includes(field.split('.', 1)[0] ?? ''))
    expect(fields.length).toBeGreaterThan(0)
    expect(fields.filter((field) => !texts.includes(`${field.split('.').at(-1)}: `))).toEqual([])
  })
})

/** The fields below a schema that hold a text of its author's, `actions.title`. */
function textFields(schema: z.core.$ZodType, path = ''): string[] {
  return unwrap(schema).flatMap((form): string[] => {
    if (form instanceof z.ZodString) return path === '' ? [] : [path]
    if (form instanceof z.ZodArray) return textFields(form.element, path)
    if (form instanceof z.ZodRecord) return textFields(form.valueType, path)
    if (!(form instanceof z.ZodObject)) return []
    return Object.entries<z.core.$ZodType>(form.shape).flatMap(([key, field]) =>
      textFields(field, path === '' ? key : `${path}.${key}`),
    )
  })
}

test.each(PLANTERS)('Every canary is found in $where, $file.', ({ file, write }) => {
  expect(canaries.length).toBeGreaterThan(150)
  const escaped = canaries.filter((canary) => {
    const leaks = [...search(file, visible(write(canary), extname(file)))]
    return !leaks.some(({ phrase, page }) => phrase === canary && page === file)
  })
  expect(escaped).toEqual([])
})

test.each(PLANTERS)('A public text is no leak in $where, $file.', ({ file, write }) => {
  expect([...search(file, visible(write('We are looking into delayed loans.'), extname(file)))]).toEqual([])
})

describe("What is nobody's own is no leak", () => {
  const leaks = (changes: Record<string, string>, file: string, source: string) => {
    const texts = new Map(Object.entries({ ...CANARIES, ...changes }))
    const changed = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW).catalog
    const sayable = sayableOn(publicCatalog(changed), own, { files: [file], home: '' })
    return [...leakSearch(changed, sayable).search(file, visible(source, extname(file)))].map(({ phrase }) => phrase)
  }
  const note = (text: string) => ({
    'incidents/2026/INC-2026-7003-note.md': `---\nid: INC-2026-7003\ntitle: A note\nseverity: SEV-4\nstarted: 2026-11-21T10:00:00Z\n---\n## Timeline\n\n${text}\n`,
  })
  const { 'policy.yaml': _, ...withoutPolicy } = CANARIES

  test.each(['rest-services', 'all-incidents', 'tested-runbooks'])(
    'such as a path of the default policy at the end of a public id: %s.',
    (id) => {
      const texts = new Map([
        ...Object.entries(withoutPolicy),
        [`services/${id}.yaml`, 'name: x\nteam: zx-team\ntier: 2\npublic: {name: Rest}\n'] as const,
      ])
      const { catalog: small } = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW)
      const file = `components/${id}/index.html`
      const { search: find } = leakSearch(small, sayableOn(publicCatalog(small), own, { files: [file], home: '' }))
      expect([...find(file, visible(`<a href="/components/${id}/">Rest</a>`, '.html'))]).toEqual([])
    },
  )

  test('also where an author wrote the same path.', () => {
    const changes = {
      'services/rest-services.yaml':
        'name: x\nteam: zx-team\ntier: 2\npublic: {name: Rest}\nlabels: [services/, rest-services/, components/rest]\n',
    }
    const page = '<a href="/components/rest-services/">Rest</a>'
    expect(leaks(changes, 'components/rest-services/index.html', page)).toEqual([])
  })

  test.each([
    '<!DOCTYPE html>',
    '<!doctype html>',
    '<html lang="en" dir="ltr">',
    '<?xml version="1.0" encoding="UTF-8"?>',
  ])('such as markup in a note: %s.', (line) => {
    const page = `${line}<p>Lending desk</p>`
    expect(leaks(note(`\`\`\`\n${line}\n\`\`\``), 'index.html', page)).toEqual([])
    expect(leaks(note(line), 'history.atom', page)).toEqual([])
  })

  test.each([
    ['index.html', '<p class="notice" hidden>'],
    ['index.html', '<meta property="og:title" content="Loans delayed"><link rel="icon" href="/icon.svg">'],
    ['api/v2/status.json', '{"page":{"name":"Heron"},"status":{"indicator":"none"}}'],
    ['calendar.ics', 'DTSTART;TZID=Etc/UTC:20261125T010000'],
  ])('such as what %s says, quoted as it is.', (file, source) => {
    expect(leaks(note(`\`\`\`\n${source}\n\`\`\``), file, source)).toEqual([])
  })

  test('such as a word that a field has a choice of, or a default.', () => {
    const changes = note('monitoring')
    expect(leaks(changes, 'index.html', '<p>monitoring degraded_performance policy.yaml services/</p>')).toEqual([])
  })

  test('but what its author wrote beside it is one.', () => {
    const changes = note('The doctype is <!DOCTYPE html> on rest-services/')
    const page = '<p>The doctype is &lt;!DOCTYPE html&gt; on rest-services/</p>'
    expect(leaks(changes, 'index.html', page)).toEqual(['The doctype is <!DOCTYPE html> on rest-services/'])
  })
})
