import { expect, test } from 'vitest'
import { broken, findingsIn, firstUpdate, incident, lastUpdate } from '../fixtures/good-content.ts'

const again = firstUpdate.replace('100600', '120000')
const told = (files: Record<string, string | null>) =>
  findingsIn(files)
    .filter(({ rule }) => rule === 'incident-components')
    .map(
      ({ severity, file, line, message, help }) => `${severity} ${file.split('/').at(-1)}:${line} ${message} → ${help}`,
    )
const silent = broken(firstUpdate, 'components: {checkout: partial_outage}\n', '')

test('An open incident that says of no component how it is leaves its component operational, and is told so.', () => {
  expect(told({ ...silent, [lastUpdate]: null })).toEqual([
    'warning 20260301T100600Z.md:2 Missing `components` in an incident that is open, expected how `checkout` is: customers read that it is operational. → Add `components: {checkout: partial_outage}`, or `operational` where customers notice nothing.',
  ])
})

test('One that was opened anew is told that its states were ended.', () => {
  const reopened = (components: string) => ({
    [again]: `---\nstate: investigating\n${components}---\nIt is slow again.\n`,
  })
  expect(told(reopened(''))).toEqual([
    'warning 20260301T120000Z.md:2 Missing `components` in an incident that is open again, expected how `checkout` is: customers read that it is operational. → Add `components: {checkout: partial_outage}`: the end before it ended all states, or `operational` where customers notice nothing.',
  ])
  expect(told(reopened('components: {checkout: operational}\n'))).toEqual([])
})

test('One that says so, is over, or is of no component, is not.', () => {
  expect(told({ [lastUpdate]: null })).toEqual([])
  expect(told(silent)).toEqual([])
  expect(told({ ...silent, [lastUpdate]: null, ...broken(incident, 'services: [checkout]', 'services: []') })).toEqual(
    [],
  )
})

const duplicate = 'incidents/2026/INC-2026-0009-same'
const opened = (components: string) =>
  `---\nstate: investigating\ntitle: Slow\ncomponents: {${components}}\n---\nWe look.\n`
const repeating = (components: string) => ({
  [lastUpdate]: null,
  [`${duplicate}/index.md`]:
    '---\nid: INC-2026-0009\ntitle: Slow\nseverity: SEV-2\nservices: [checkout]\nstarted: 2026-03-01T10:00:00Z\nclosed_as: duplicate\nduplicate_of: INC-2026-0001\n---\n',
  [`${duplicate}/public/20260301T103000Z.md`]: opened(components),
  'services/shop.yaml': 'name: Shop\nteam: platform\ntier: 2\npublic: {name: Shop}\n',
})

test('A duplicate with a component that its original does not name is told that customers read nothing of it.', () => {
  expect(told(repeating('checkout: major_outage, shop: major_outage'))).toEqual([
    "warning index.md:8 Unexpected duplicate of an incident that doesn't name `shop`, expected one that does: nothing of a duplicate is shown, and customers read that `shop` is operational. → Add an update to INC-2026-0001 with `components: {shop: major_outage}`.",
  ])
  expect(told(repeating('checkout: major_outage, shop: operational'))).toEqual([])
  // The original is over, and so is what repeats it.
  const { [lastUpdate]: _, ...over } = repeating('shop: major_outage')
  expect(told(over)).toEqual([])
})

test('A state of a component before or after it is one is told that nobody sees it.', () => {
  const service = (life: string) => ({
    ...broken('services/checkout.yaml', 'public:\n', `public:\n  ${life}\n`),
    [lastUpdate]: null,
  })
  expect(told(service('since: 2026-03-02'))).toEqual([
    "warning 20260301T100600Z.md:4 Unexpected state of `checkout`, expected one of a component: it becomes one on 2026-03-02, and customers don't see it. → Where they use it, correct `public.since` of the service, or take it out.",
  ])
  expect(told(service('until: 2026-03-01'))).toMatchObject([expect.stringContaining('it is none from 2026-03-01 on')])
  expect(told(service('since: 2026-03-01'))).toEqual([])
  expect(told(service('until: 2026-03-02'))).toEqual([])
})
