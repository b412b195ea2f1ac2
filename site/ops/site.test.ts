import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import type { Service } from '#model/records/service'
import { someOps } from '../../scripts/fixtures/ops-sample.ts'
import { site } from './site.ts'

const aService = (id: string): Service => ({
  ...serviceSchema.parse({ name: `Service ${id}`, team: 'core', tier: 2 }),
  id,
  file: `services/${id}.yaml`,
})
const { catalog } = someOps({ services: [aService('API'), aService('api')] })
const { pages, frame } = site(
  { catalog, diagnostics: [], folder: 'content', created: null, unrecorded: [], pictures: [] },
  '/ops/',
)

test('Two services whose names differ in case alone have pages of their own, and links lead to them.', () => {
  const services = pages.filter(({ route }) => route === '/services/[...id]')
  expect(services.map(({ path }) => path.replace(/~.*/, '~'))).toEqual(['/services/api/', '/services/API~'])
  const [api, API] = services
  const { href } = API?.locals('{}', () => null).ops ?? { href: () => '' }
  expect(href('/services/api/')).toBe('/ops/services/api/')
  expect(href('/services/API/')).toBe(`/ops${API?.path}`)
  expect(api?.shows()).toMatchObject({ service: { record: { id: 'api' } } })
  // As the address of one changes, so do the pages that lead to it.
  expect(JSON.stringify(frame)).toContain(API?.path)
  const places = pages.filter(({ path }) => !path.startsWith('/alerts/')).map(({ path }) => path.toLowerCase())
  expect(new Set(places).size).toBe(places.length)
})
