import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import type { Service } from '#model/records/service'
import { handedOver } from '../../scripts/fixtures/handed-over.ts'
import { aChange, anIncident, someOps } from '../../scripts/fixtures/ops-sample.ts'
import { anew } from '../engine/page.ts'
import { site } from './site.ts'

const aService = (id: string): Service => ({
  ...serviceSchema.parse({ name: `Service ${id}`, team: 'core', tier: 2 }),
  id,
  file: `services/${id}.yaml`,
})
const { catalog } = someOps({ services: [aService('API'), aService('api')] })
const { pages, frame } = site(handedOver(catalog), '/ops/')

test('Two services whose names differ in case alone have pages of their own, and links lead to them.', () => {
  const services = pages.filter(({ route }) => route === '/services/[...id]')
  expect(services.map(({ path }) => path.replace(/~.*/, '~'))).toEqual(['/services/api/', '/services/API~'])
  const [api, API] = services
  const { href } = API?.locals('{}', () => null, anew).ops ?? { href: () => '' }
  expect(href('/services/api/')).toBe('/ops/services/api/')
  expect(href('/services/API/')).toBe(`/ops${API?.path}`)
  expect(api?.shows()).toMatchObject({ service: { record: { id: 'api' } } })
  // As the address of one changes, so do the pages that lead to it.
  expect(JSON.stringify(frame)).toContain(API?.path)
  const places = pages.filter(({ path }) => !path.startsWith('/alerts/')).map(({ path }) => path.toLowerCase())
  expect(new Set(places).size).toBe(places.length)
})

test('Two incidents of one id, and two changes, have a page each: the second by the name of its folder or file.', () => {
  const folder = (name: string) => ({
    ...anIncident('INC-2026-0005'),
    title: name,
    file: `incidents/2026/${name}/index.md`,
  })
  const file = (name: string) => ({ ...aChange('CHG-2026-0003'), title: name, file: `changes/2026/${name}.md` })
  const records = {
    incidents: [folder('INC-2026-0005-a'), folder('INC-2026-0005-b')],
    changes: [file('CHG-2026-0003-a'), file('CHG-2026-0003-b')],
  }
  const { pages: both } = site(handedOver({ ...someOps({}).catalog, ...records }), '/')
  const shown = (route: string) =>
    both
      .filter((page) => page.route === route)
      .map((page) => [page.path, page.shows()] as const)
      .toSorted(([a], [b]) => a.length - b.length)
  expect(shown('/incidents/[id]')).toMatchObject([
    ['/incidents/INC-2026-0005/', { incident: { record: { title: 'INC-2026-0005-a' } } }],
    ['/incidents/INC-2026-0005-b/', { incident: { record: { title: 'INC-2026-0005-b' } } }],
  ])
  expect(shown('/changes/[id]')).toMatchObject([
    ['/changes/CHG-2026-0003/', { change: { record: { title: 'CHG-2026-0003-a' } } }],
    ['/changes/CHG-2026-0003-b/', { change: { record: { title: 'CHG-2026-0003-b' } } }],
  ])
})
