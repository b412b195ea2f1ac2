import { expect, test } from 'vitest'
import { mayBelong, placeOfBeside } from './beside-content.ts'

const NAME = 'INC-2026-0001-checkout'
const FOLDER = `incidents/2026/${NAME}`
const TIME = '20260301T113000Z.md'
const SOMEWHERE = `incidents/<year>/<ID>-<slug>/public/${TIME}`

test.each([
  [`${FOLDER}/public/${TIME}`, `${FOLDER}/public/${TIME}`],
  [`${FOLDER}/index.md`, `${FOLDER}/index.md`],
  [`${FOLDER}.md`, `${FOLDER}.md`],
  [`incidents/${NAME}/public/${TIME}`, `${FOLDER}/public/${TIME}`],
  [`${NAME}/public/${TIME}`, `${FOLDER}/public/${TIME}`],
  [`Incidents/2026/${NAME}/Public/${TIME}`, `${FOLDER}/public/${TIME}`],
  [`incidents/2026/${NAME}/updates/${TIME}`, `${FOLDER}/public/${TIME}`],
  ['changes/2026/CHG-2026-0001-cache/index.md', 'changes/2026/CHG-2026-0001-cache/index.md'],
  [`public/${TIME}`, SOMEWHERE],
  [`updates/${TIME}`, SOMEWHERE],
  [TIME, SOMEWHERE],
  [`changes/${TIME}`, `changes/<year>/<ID>-<slug>/public/${TIME}`],
])('%s beside the content folder belongs at %s', (path, place) => {
  expect(mayBelong(path.split('/')[0] ?? '')).toBe(true)
  expect(placeOfBeside(path)).toBe(place)
})

test.each([
  'public/index.html',
  'public/2026.md',
  'updates/notes.md',
  'changes/README.md',
  'incidents/2026/summary.md',
])('%s is somebody else’s', (path) => {
  expect(placeOfBeside(path)).toBeNull()
})
