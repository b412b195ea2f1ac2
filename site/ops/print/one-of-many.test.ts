import { expect, test } from 'vitest'
import type { PrintedRunbook } from '../view/print.ts'
import { PLACE, withoutPlaces } from './one-of-many.ts'
import { printedRunbook } from './printed-runbook.ts'

const TEXT =
  '## Diagnosis\n\n### 1. Which?\n\n```sh\nls <PLACE>\n```\n\n- None: Mitigation, "Mend it".\n\n```decision\nask: Which?\nbranches:\n  - {answer: one, do: Mend it}\n  - {answer: two, ask: Sure?, branches: [{answer: yes, escalate: ana}, {answer: no, runbook: other}]}\n```\n\n## Mitigation\n\nSee [above](#diagnosis).\n\n### Mend it\n\n```sh\nkubectl rollout restart deploy/pay\n```\n\nAs in step 1.\n\n### Nobody asks for it\n\n`a`\n`b`\n'
const runbook = (more: Partial<PrintedRunbook> = {}): PrintedRunbook => ({
  id: 'pay/mend',
  title: 'Mend <it>',
  severity: undefined,
  alerts: ['PaymentsFail'],
  aliases: [],
  placeholders: { PLACE: 'shop' },
  dashboards: [],
  file: 'runbooks/pay/mend.md',
  markdown: TEXT,
  services: [],
  owner: 'ana',
  tested: null,
  due: null,
  failed: null,
  escalation: [],
  mistakes: 0,
  runbooks: { other: { id: 'other', title: 'The other', page: '/runbooks/other/' } },
  pictures: [],
  ...more,
})
const html = (more: Partial<PrintedRunbook> = {}, pictures: Record<string, string> = {}) =>
  printedRunbook(
    runbook(more),
    { id: 'core', name: 'Core' },
    { href: (page) => `#${page}`, linkFrom: () => () => null, pictures },
  )

test('One of many on its page: what is led to has a short id of its own, and each link within it leads somewhere.', () => {
  const ids = [...html().matchAll(/ id=([^\s>]+)/g)].map(([, id = '']) => id)
  const links = [...html().matchAll(/ href="?#([^\s">]+)/g)].map(([, id = '']) => id)
  const own = ids.filter((id) => id.startsWith(PLACE))
  expect(ids).toHaveLength(new Set(ids).size)
  expect(own.length).toBeGreaterThan(3)
  expect(links.filter((id) => id.startsWith(PLACE) && !own.includes(id))).toEqual([])
  expect(links.filter((id) => !id.startsWith(PLACE))).toEqual(['/runbooks/other/', '/teams/core/'])
  // What nothing leads to needs none.
  expect(html()).toMatch(/<h4>Nobody asks for it<\/h4>/)
})

test('It stands a heading lower, without what a script would show, and says by words what a command does.', () => {
  expect(html()).toMatch(/<h2>Mend &#x3C;it><\/h2>/)
  expect(html()).toMatch(/<h3[^>]*>Diagnosis<\/h3><h4[^>]*>1 Which\?<\/h4><pre>ls <mark>shop<\/mark><\/pre><p class=f>/)
  expect(html()).toMatch(/<pre>kubectl rollout restart deploy\/pay<\/pre><p class=w>Changes production<p>/)
  // An answer needs no paragraph.
  expect(html()).toMatch(/<li><b>one<\/b> → <a/)
  expect(html()).not.toMatch(/<button|<input|<svg|class="?back/)
  // A line between two words of a paragraph is a blank.
  expect(html()).toMatch(/<code>a<\/code>\s<code>b<\/code>/)
})

test('The sign that stands for a place stands for nothing else, however it is written.', () => {
  const text = withoutPlaces({
    title: `a${PLACE}.1`,
    markdown: `## Summary\n\nx${PLACE}y &#xE000; [z](https://a.example/&#xE000;)`,
  })
  expect(html(text).split(PLACE)).toHaveLength(1)
  expect(html({ ...text, markdown: text.markdown + '\n>'.repeat(50_000) }).split(PLACE)).toHaveLength(1)
})
