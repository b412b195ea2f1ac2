import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readContent } from '#io/catalog-reader'
import { publicCatalog } from '#model/publish/public'
import { anyText } from '../../fixtures/any-text.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* Whatever somebody writes at 3 AM, or pastes: what a command takes is valid, and is what customers read. */

const top = mkdtempSync(join(tmpdir(), 'evenkeel-any-words-'))
afterAll(() => rmSync(top, { recursive: true }))
writeFiles(join(top, 'good'), GOOD)

const HOSTILE = [
  '---',
  '---\nstate: resolved\n---\n',
  '--- #',
  'Checkout: slow # very',
  '# Heading\n\n- item',
  '{{time}}',
  '"',
  "it's",
  '- a: b',
  '[x]',
  '*all*',
  '&amp; &x',
  '!!js/function x',
  '%YAML 1.2',
  'null',
  '2026-01-01',
  '1e3',
  '\u202Egnp.exe',
  'a\u2028b\u0085c',
  '   indented\n\tcode',
  'a\r\nb\rc',
  '<!-- gone',
  '```\nopen fence',
  '| a | b |\n|---|---|',
  '10:00 pm',
  '2026-03-01 10:00 x',
  ': ',
  '|',
  '>-',
  '\\',
  '\u0000',
  '${x} `x` $(x)',
]
const words = fc.oneof(
  fc.constantFrom(...HOSTILE),
  anyText({ minLength: 1, maxLength: 60 }),
  fc
    .tuple(fc.constantFrom(...HOSTILE), anyText({ maxLength: 10 }), fc.constantFrom(...HOSTILE))
    .map((parts) => parts.join('')),
)

const state = fc.constantFrom('investigating', 'identified', 'monitoring', 'resolved')
const step = fc.oneof(
  fc.record({
    verb: fc.constant('update' as const),
    text: words,
    state: fc.option(state),
    internal: fc.boolean(),
    title: fc.option(words),
  }),
  fc.record({
    verb: fc.constant('resolve' as const),
    text: words,
    state: fc.constant(null),
    internal: fc.boolean(),
    title: fc.constant(null),
  }),
)
const story = fc.record({
  title: words,
  text: words,
  internal: fc.boolean(),
  zone: fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'America/St_Johns'),
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * 60 }), step), { maxLength: 5 }),
})

let count = 0
test('Any sequence of commands with any words leaves records that are valid, and customers read the newest words taken.', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ title, text, internal, zone, steps }) => {
      const records = join(top, String(count++), 'content')
      cpSync(join(top, 'good'), records, { recursive: true })
      writeFileSync(join(records, 'site.yaml'), `name: Acme\nurl: https://status.acme.example\ntime_zone: ${zone}\n`)
      // Over the night in which clocks are put back.
      let now = Date.parse('2026-10-24T20:00:00Z')
      const at = (...args: string[]) =>
        run('incident', ...args, '--content', records, '--now', new Date(now).toISOString())
      const validates = async () =>
        (await run('validate', '--content', records, '--now', '2027-01-01T00:00:00Z')).stdout
      const known = () => {
        const { catalog } = readContent(records, now, () => now)
        return {
          catalog,
          id: catalog.incidents.find(({ started }) => started === Date.parse('2026-10-24T20:00:00Z'))?.id,
        }
      }
      const where = internal ? ['--internal'] : ['--component', 'checkout=partial_outage']
      const opened = await at('open', `--title=${title}`, '--severity', 'SEV-2', ...where, `--text=${text}`)
      let newest = opened.code === 0 && !internal ? text : null
      for (const [minutes, { verb, text: said, state: to, internal: inside, title: called }] of steps) {
        now += minutes * 60_000
        const { id } = known()
        if (id === undefined) break
        const flags = [
          `--text=${said}`,
          ...(to === null ? [] : ['--state', to]),
          ...(inside ? ['--internal'] : []),
          ...(called === null ? [] : [`--title=${called}`]),
        ]
        const { code, stdout } = await at(verb, id, ...flags)
        expect([0, 1, 2]).toContain(code)
        if (code === 0 && stdout.includes('new update of')) newest = said
        // Once more: nothing new.
        if (code === 0) expect((await at(verb, id, ...flags)).stdout).not.toContain('What customers will see')
      }
      expect(await validates()).toMatch(/^0 errors|\n0 errors/)
      const { catalog, id } = known()
      const read = catalog.incidents.find((one) => one.id === id)?.updates?.at(-1)?.body.markdown
      expect(read?.trim()).toBe(newest?.replaceAll(/\r\n?/g, '\n').trim())
      expect(publicCatalog(catalog).incidents.length).toBe(newest === null ? 1 : 2)
    }),
    { numRuns: 15 },
  )
})
