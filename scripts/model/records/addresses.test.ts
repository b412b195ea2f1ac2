import { expect, test } from 'vitest'
import { z } from 'zod'
import { KINDS } from '../../docs/kinds.ts'
import { findingsIn, GOOD, validating } from '../../fixtures/good-content.ts'
import { hasUserInfo } from './field.ts'
import { unwrap } from './schema-walk.ts'

/** Every field of a schema that holds an address, by its path. */
function* addressesIn(schema: z.core.$ZodType, path: string): Generator<{ path: string; field: z.core.$ZodType }> {
  const label = z.globalRegistry.get(schema)?.label
  if (label === 'link' || label === 'address') yield { path, field: schema }
  else if (schema instanceof z.ZodObject)
    for (const [key, inner] of Object.entries(schema.shape))
      yield* addressesIn(inner as z.core.$ZodType, `${path}.${key}`)
  else if (schema instanceof z.ZodArray) yield* addressesIn(schema.element, `${path}[]`)
  else if (schema instanceof z.ZodRecord) yield* addressesIn(schema.valueType, `${path}.*`)
  else for (const inner of unwrap(schema)) if (inner !== schema) yield* addressesIn(inner, path)
}

const fields = KINDS.flatMap(({ title, schema }) => (schema ? [...addressesIn(schema, title)] : []))

test('The addresses of every kind of record are found at all.', () => {
  const paths = fields.map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining([
      'Site.url',
      'Site.ops_url',
      'Site.repository',
      'Site.support_url',
      'Site.prometheus_url',
      'Site.subscribe.ntfy',
      'Runbook.dashboards[]',
      'Incident.actions[].link',
      'Service.links.*',
      'Incident.source.url',
    ]),
  )
})

test.each([
  'https://git.acme.example:x@evil.example/acme/ops',
  'https://ana@git.acme.example/ops',
  'HTTPS:\\\\git.x:y@evil.example/',
  'https:/git.x:y@evil.example/',
  ' https://git.x:y@evil.example/',
])('No address of a record names a user: %j.', (address) => {
  expect(hasUserInfo(address)).toBe(true)
  const taken = fields.filter(({ field }) => z.safeParse(field, address).success).map(({ path }) => path)
  expect(taken).toEqual([])
})

test('An `@` behind the host is part of an address, and a mail address has one.', () => {
  for (const address of ['https://a.example/@ana', 'https://a.example/?to=a@b.example', 'mailto:ops@a.example', 'x@y/'])
    expect(hasUserInfo(address)).toBe(false)
})

test.each(['https://git.x:y@evil.example/o', 'https://git.acme.example/o?x=y', 'https://git.acme.example/o#x'])(
  'A repository that pages of the forge cannot be put behind is refused: %s.',
  (repository) => {
    const site = { 'site.yaml': `${GOOD['site.yaml']}repository: ${JSON.stringify(repository)}\n` }
    expect(validating(site)).toContain('error schema site.yaml:3')
    expect(findingsIn(site)).toHaveLength(1)
  },
)
