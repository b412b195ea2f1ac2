import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DOT } from '../fixtures/dot.ts'
import { assess } from './content.ts'
import { opsPictureFiles } from './shown-pictures.ts'
import { publicFiles, publicSource } from './sites.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const INCIDENT = 'incidents/2026/INC-2026-0001-slow'
const update = (text: string) => `---\nstate: investigating\ntitle: Pages are slow\n---\n${text}\n`

let folder = ''
const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-pictures-'))
  write('site.yaml', 'name: Acme\nurl: https://acme.example/status\n')
  write('teams/core.yaml', 'name: Core\nmembers: [ana]\n')
  write(
    `${INCIDENT}/index.md`,
    '---\nid: INC-2026-0001\ntitle: Slow\nseverity: SEV-2\nservices: []\nstarted: 2026-11-20T10:00:00Z\npublic_id: abcdefghijkl\n---\n',
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

const judged = () => assess(folder, NOW, () => NOW)
const published = () => {
  const source = publicSource(folder, judged())
  return {
    files: publicFiles(folder, source).map(([path]) => path),
    texts: source.published.incidents.flatMap(({ updates }) => updates.map(({ markdown }) => markdown)),
  }
}

test('A picture beside an update is published with it, under the public id, and its text names it by its full address.', () => {
  write(`${INCIDENT}/public/load (1).png`, DOT)
  write(`${INCIDENT}/public/20261120T100500Z.md`, update('![Load](<load%20(1).png>) and `![x](load.png)`'))
  write(`${INCIDENT}/public/20261120T110500Z.md`, update('![Load][l]\n\n[l]: load%20(1).png'))
  expect(published()).toEqual({
    files: ['pictures/abcdefghijkl/load (1).png'],
    texts: [
      '![Load](<https://acme.example/status/pictures/abcdefghijkl/load%20%281%29.png>) and `![x](load.png)`\n',
      '![Load][l]\n\n[l]: https://acme.example/status/pictures/abcdefghijkl/load%20%281%29.png\n',
    ],
  })
})

test('What no public text shows yet is not published, nor what lies outside of its `public/`.', () => {
  write(`${INCIDENT}/inside.png`, DOT)
  write(`${INCIDENT}/public/unused.png`, DOT)
  write(`${INCIDENT}/public/later.png`, DOT)
  write('runbooks/img/tree.png', DOT)
  write(`${INCIDENT}/public/20261120T100500Z.md`, update('![a](../inside.png) ![b](../../../../runbooks/img/tree.png)'))
  write(`${INCIDENT}/public/20261124T100500Z.md`, update('![c](later.png)'))
  expect(published().files).toEqual([])
  expect(opsPictureFiles(folder, judged()).map(([path]) => path)).toContain('pictures/runbooks/img/tree.png')
})

test('A picture that is none is left out with a word: a page in its name, a link, one too large, a drawing that runs.', () => {
  write('runbooks/a/page.png', '<script>alert(1)</script>')
  write('runbooks/a/large.gif', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(1024 * 1024)]))
  write('runbooks/a/runs.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  write('runbooks/a/fine.svg', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
  write('secret.png', DOT)
  symlinkSync(join(folder, 'secret.png'), join(folder, 'runbooks/a/link.png'))
  const { pictures, diagnostics } = judged()
  expect(pictures).toEqual(['runbooks/a/fine.svg'])
  const said = diagnostics.filter(({ file }) => file.startsWith('runbooks/'))
  expect(said.map(({ file, severity }) => `${severity} ${file}`)).toEqual(
    expect.arrayContaining(['page.png', 'large.gif', 'runs.svg'].map((name) => `warning runbooks/a/${name}`)),
  )
  expect(said.map(({ message }) => message).join('\n')).toContain('a picture in PNG, as its name says')
  expect(said.filter(({ rule }) => rule === 'unknown-file')).toEqual([])
})

test('A logo and a drawing beside an update are published without what their program noted in them.', () => {
  const file =
    '<svg xmlns="http://www.w3.org/2000/svg"><!-- /home/ana/secret --><metadata>/srv/secret</metadata><path d="M0 0"/></svg>'
  write('site.yaml', 'name: Acme\nurl: https://acme.example/status\nbrand:\n  logo: Logo.SVG\n')
  write('Logo.SVG', file)
  write(`${INCIDENT}/public/load.svg`, file)
  write(`${INCIDENT}/public/20261120T100500Z.md`, update('![Load](load.svg)'))
  const files = [...publicFiles(folder, publicSource(folder, judged())), ...opsPictureFiles(folder, judged())].map(
    ([path, bytes]) => [path, Buffer.from(bytes).toString()],
  )
  const written =
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><path d="M0 0"></path></svg>\n'
  expect(files).toEqual([
    ['logo.svg', written],
    ['pictures/abcdefghijkl/load.svg', written],
    [`pictures/${INCIDENT}/public/load.svg`, written],
  ])
})

test('A bitmap is published without what its program noted in it, and with it on the internal site.', () => {
  const note = Buffer.from('00000008744558747a782d736563726574000000'.slice(0, 40), 'hex')
  const noted = Buffer.concat([DOT.subarray(0, 33), note, DOT.subarray(33)])
  write('site.yaml', 'name: Acme\nurl: https://acme.example/status\nbrand: {logo: logo.png}\n')
  write('logo.png', noted)
  write(`${INCIDENT}/public/load.png`, noted)
  write(`${INCIDENT}/public/20261120T100500Z.md`, update('![Load](load.png)'))
  const files = publicFiles(folder, publicSource(folder, judged()))
  expect(files.map(([path, bytes]) => [path, Buffer.from(bytes).equals(DOT)])).toEqual([
    ['logo.png', true],
    ['pictures/abcdefghijkl/load.png', true],
  ])
  expect(opsPictureFiles(folder, judged()).map(([, bytes]) => Buffer.from(bytes).equals(noted))).toEqual([true])
})

test('Two pictures whose names differ in capitals alone are two on every host.', () => {
  for (const name of ['Load.png', 'load.png', 'load-2.png']) write(`${INCIDENT}/public/${name}`, DOT)
  write(`${INCIDENT}/public/20261120T100500Z.md`, update('![a](Load.png) ![b](load.png) ![c](load-2.png)'))
  const { files, texts } = published()
  expect(new Set(files.map((path) => path.toLowerCase())).size).toBe(3)
  const shown = [...(texts[0] ?? '').matchAll(/\(https:\/\/acme\.example\/status\/([^)]*)\)/g)].map(([, path]) => path)
  expect(shown.toSorted()).toEqual(files.toSorted())
})

test('A logo that the page will do without is told of where it is named.', () => {
  const site = 'name: Acme\nurl: https://acme.example/status\nbrand:\n  logo: logo.png\n'
  const said = (logo: string | Uint8Array) => {
    write('site.yaml', site)
    write('logo.png', logo)
    return judged().diagnostics.flatMap(({ file, line, severity, message }) =>
      /logo/.test(message) ? [`${severity} ${file}:${line} ${message}`] : [],
    )
  }
  expect(said('<html>')).toEqual([
    'warning site.yaml:4 Unexpected logo, expected a whole picture in PNG, as its name says: it is not shown.',
  ])
  expect(said(DOT)).toEqual([])
})
