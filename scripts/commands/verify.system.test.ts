import fc from 'fast-check'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assess } from '#assess/content'
import { publicSource } from '#assess/sites'
import { readTexts } from '#io/catalog-reader'
import { artifactTexts } from '#leaks/artifact'
import { internalStrings } from '#leaks/internal-strings'
import { ownWords } from '#leaks/own-words'
import { sayableOn } from '#leaks/sayable'
import { leakSearch } from '#leaks/search'
import { visible } from '#leaks/visible'
import { CANARIES, canaryWords } from '../fixtures/canary-content.ts'
import { runEvenkeel } from '../fixtures/command-line.ts'
import { PLANTERS } from '../fixtures/planting.ts'
import { writeFiles } from '../fixtures/written.ts'

/*
 * One site is built, of content that has a canary in every internal field. What is planted in it afterwards is found;
 * as it comes out, and whatever of our own internal notes quote, nothing is.
 */
const NOW = '2026-11-23T09:00:00Z'
const scratch = mkdtempSync(join(tmpdir(), 'evenkeel-verify-'))
const content = join(scratch, 'content')
const out = join(scratch, 'dist')
const site = join(out, 'status')
const verify = (...args: string[]) => runEvenkeel('verify', ...args, '--content', content, '--now', NOW)

beforeAll(async () => {
  writeFiles(content, CANARIES)
  const { code, stderr } = await runEvenkeel('build', '--content', content, '--now', NOW, '--out', out)
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')])
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const siteFiles = () =>
  globSync('**/*', { cwd: site, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1))

describe('verify', () => {
  test.each([
    ['the folder of the public site', site],
    ['the folder above it', out],
  ])('finds nothing on a site that was built, in %s, and says how much it looked at.', async (_, dir) => {
    const { code, stdout, stderr } = await verify(dir)
    expect(stderr).toBe('')
    const count = siteFiles().length
    expect(count).toBeGreaterThan(40)
    expect(stdout).toMatch(
      new RegExp(`^${count} files of ${site} searched for \\d{3,} internal strings: none is there.\n$`),
    )
    expect(code).toBe(0)
  })

  test('names file, field, phrase and page of every leak, and counts them last.', async () => {
    const page = join(site, 'history/index.html')
    const before = readFileSync(page, 'utf8')
    expect(before).toContain('</main>')
    writeFileSync(page, before.replace('</main>', '<p title="The zx-incident-title">zx-runbook-how</p></main>'))
    const { code, stdout } = await verify(site)
    writeFileSync(page, before)
    expect(stdout).toBe(
      [
        'content/runbooks/zx-folder/zx-runbook.md  escalation[0].how',
        '  Unexpected internal text "zx-runbook-how" on the public page history/index.html, expected nothing that isn\'t public.',
        'content/incidents/2026/INC-2026-7001-zx-slug/index.md  title',
        '  Unexpected internal text "The zx-incident-title" on the public page history/index.html, expected nothing that isn\'t public.',
        `2 leaks of what isn't public; ${siteFiles().length} files of ${site} searched for ${/searched for (\d+)/.exec(stdout)?.[1]} internal strings.`,
        '',
      ].join('\n'),
    )
    expect(code).toBe(1)
  })

  test.each([
    ['a folder that is not there', () => join(scratch, 'nowhere'), 'No built public site at'],
    ['a folder that holds something else', () => content, 'No built public site at'],
    ['the ops site, in which everything is internal', () => join(out, 'ops'), 'is a site, but not the public one.'],
  ])('refuses %s, and says what to do.', async (_, dir, words) => {
    const { code, stdout, stderr } = await verify(dir())
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
    expect(stderr).toContain('Run `evenkeel build` first')
  })

  test('refuses a content folder that is not there.', async () => {
    const { code, stderr } = await runEvenkeel('verify', site, '--content', join(scratch, 'nowhere'))
    expect([code, stderr]).toEqual([2, expect.stringContaining('No content folder')])
  })
})

/** What `verify` does, on texts: the site's own, or one that something was planted in. */
async function searchOf(files: Readonly<Record<string, string>>) {
  const now = Date.parse(NOW)
  const texts = new Map(Object.entries(files))
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, now, () => now)
  const { published } = publicSource(
    content,
    assess(content, now, () => now),
  )
  const built = { files: siteFiles(), home: readFileSync(join(site, 'index.html'), 'utf8') }
  return { catalog, ...leakSearch(catalog, sayableOn(published, await ownWords(), built)) }
}

test.each([...new Set(PLANTERS.map(({ file }) => file))])(
  'Every canary is found in the built %s, where it stands at the end of it.',
  async (file) => {
    const { catalog, search } = await searchOf(CANARIES)
    const source = readFileSync(join(site, file), 'utf8')
    const canaries = [...internalStrings(catalog)]
      .map(([text]) => text)
      .filter((text) => canaryWords.some((word) => text.includes(word)))
    expect(canaries.length).toBeGreaterThan(200)
    expect([...search(file, visible(source, extname(file)))]).toEqual([])
    for (const { write } of PLANTERS.filter((planter) => planter.file === file)) {
      const planted = `${source}\n${canaries.map(write).join('\n')}`
      const found = new Set([...search(file, visible(planted, extname(file)))].map(({ phrase }) => phrase))
      expect(canaries.filter((canary) => !found.has(canary))).toEqual([])
    }
  },
)

describe('A note may quote whatever our own pages say', () => {
  const note = (lines: readonly string[]) => ({
    ...CANARIES,
    'incidents/2026/INC-2026-7003-note.md': `---\nid: INC-2026-7003\ntitle: x\nseverity: SEV-4\nstarted: 2026-11-21T10:00:00Z\n---\n## Timeline\n\n${lines.join('\n\n')}\n`,
  })
  const leaksOf = async (lines: readonly string[]) => {
    const { search } = await searchOf(note(lines))
    return [
      ...new Set(
        [...artifactTexts(site)].flatMap(({ page, text }) => [...search(page, text)].map(({ phrase }) => phrase)),
      ),
    ]
  }
  /** What stands in the files of the site: their lines, tags, attributes, declarations and values, as they are written. */
  const pieces = () => {
    const sources = siteFiles().map((file) => readFileSync(join(site, file), 'utf8'))
    return [
      ...new Set(
        sources.flatMap((source) => [
          ...source.split('\n'),
          ...(source.match(/<[^<>]*>/g) ?? []),
          ...(source.match(/[\w-]+="[^"]*"/g) ?? []),
          ...(source.match(/(?<==")[^"]*(?=")/g) ?? []),
          ...(source.match(/[\w-]+:[^{};:]+;/g) ?? []),
          ...(source.match(/"[\w-]+":"[^"]*"/g) ?? []),
          ...(source.match(/[A-Za-z_$][\w.$-]*/g) ?? []),
        ]),
      ),
    ]
      .map((piece) => piece.trim())
      .filter((piece) => piece.length >= 8)
  }

  test('line by line, tag by tag, word by word, as it is written there.', async () => {
    const own = pieces()
    expect(own.length).toBeGreaterThan(1000)
    expect(await leaksOf(own)).toEqual([])
  })

  test('beside words of its own, one of which is found where it is planted.', async () => {
    const own = pieces()
    const word = fc.stringMatching(/^[a-z]{8,14}$/)
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(...own),
        word,
        fc.tuple(word, fc.constantFrom(...own)).map((parts) => parts.join(' ')),
        fc.tuple(fc.constantFrom(...own), word).map((parts) => parts.join(' ')),
      ),
      { minLength: 1, maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom(...PLANTERS), async (said, { file, write }) => {
        const canary = 'Nobody knows zx-planted-canary.'
        const { search } = await searchOf(note([...said, canary]))
        for (const { page, text } of artifactTexts(site)) expect([...search(page, text)]).toEqual([])
        const planted = `${readFileSync(join(site, file), 'utf8')}\n${write(canary)}`
        const found = [...search(file, visible(planted, extname(file)))]
        expect(found.map(({ phrase, page }) => [phrase, page])).toEqual([[canary, file]])
      }),
      { numRuns: 25 },
    )
  })
})
