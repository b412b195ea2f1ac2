import { expect, test } from 'vitest'
import { runbookText, type TextOptions } from './text.ts'

const options = (scope?: string): TextOptions => ({
  link: () => null,
  placeholders: {},
  tryOut: () => null,
  exits: { runbook: (id) => ({ title: id, href: '#runbook/other' }), person: (who) => ({ name: who, href: '#call' }) },
  ...(scope === undefined ? {} : { scope }),
})
const TEXT =
  '## Diagnosis\n\n### 1. Which?\n\n```sh\nls <PLACE>\n```\n\n- None: Mitigation, "Mend it".\n\n```decision\nask: Which?\nbranches:\n  - {answer: one, do: Mend it}\n  - {answer: two, ask: Sure?, branches: [{answer: yes, escalate: ana}, {answer: no, runbook: other}]}\n```\n\n## Mitigation\n\n### Mend it\n\nAs in step 1.\n'
const html = (scope?: string) =>
  runbookText(TEXT, options(scope))
    .map((section) => section.html)
    .join('\n')

test('One of many on its page: its ids and the links to them begin alike, those to elsewhere stay.', () => {
  const found = [...html('7:').matchAll(/ (id|href)="#?([^"]+)"/g)].map(([, name, to]) => `${name} ${to}`)
  expect(found).toContain('id 7:1-which')
  expect(found).toContain('href 7:1-which')
  expect(found).toContain('id 7:mend-it')
  expect(found).toContain('href 7:mend-it')
  expect(found).toContain('href runbook/other')
  expect(found).toContain('href call')
  const ids = new Set(found.flatMap((one) => (one.startsWith('id ') ? one.slice(3) : [])))
  expect(found.filter((one) => one.startsWith('href 7:') && !ids.has(one.slice(5)))).toEqual([])
})

test('It stands a heading lower, without what a script would show, and without the drawing.', () => {
  expect(html('7:')).toMatch(/<h4 id="7:mend-it">/)
  expect(html('7:')).not.toMatch(/<button|<input|<svg class="tree|class="back"/)
  expect(html()).toMatch(/<h3 id="mend-it">/)
  expect(html()).toMatch(/<button[^]*<svg class="tree/)
})
