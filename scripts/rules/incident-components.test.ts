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
