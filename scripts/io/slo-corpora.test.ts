import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { slosIn } from '#model/records/slos-in'
import { corpus } from '../fixtures/places.ts'
import { readSloDocuments } from './foreign-reader.ts'

const [OPENSLO, SLOTH] = [corpus('openslo'), corpus('sloth')]
for (const folder of [OPENSLO, SLOTH])
  if (!existsSync(folder)) console.warn(`Not tested with published SLOs: there is no ${folder}. Set EVENKEEL_CORPORA.`)

/** What their authors say is wrong: too long a description, good and bad both, a source without a specification. */
const REFUSED = [
  'service-long-description.yaml',
  'sli-description-ratio-inline-metricsource.yaml',
  'sli-ratio-good-and-bad.yaml',
]

const yamlIn = (folder: string, ending = '.yaml'): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path))
    .toSorted()

test.skipIf(!existsSync(OPENSLO))("What OpenSLO's fixtures call valid is read, and nothing else.", () => {
  const files = yamlIn(OPENSLO)
  const read = files.map((file) => ({ file: basename(file), ...readSloDocuments(file, readFileSync(file, 'utf8')) }))
  expect(read.flatMap(({ file, whole }) => (whole ? [] : [file])).toSorted()).toEqual(REFUSED)
  expect(read).toHaveLength(26)
  // The old schema takes the bare name of an alert policy, and the SDK doesn't: those four are told of.
  const warned = read.flatMap(({ file, whole, problems }) => (whole && problems.length > 0 ? [file] : []))
  expect(warned).toHaveLength(4)
  expect(warned.every((file) => /^slo-.*-alerts\.yaml$/.test(file) && !file.includes('no-alerts'))).toBe(true)
})

test.skipIf(!existsSync(SLOTH))(
  "Sloth's own examples are read without a word, each with the SLOs that it holds.",
  () => {
    const read = yamlIn(SLOTH, '.input.yml').map((file) => readSloDocuments(file, readFileSync(file, 'utf8')))
    expect(read.flatMap(({ problems }) => problems)).toEqual([])
    expect(read.flatMap(({ documents }) => slosIn(documents)).map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "myservice-requests-availability",
        "home-wifi-good-wifi-client-satisfaction",
        "home-wifi-risk-wifi-client-satisfaction",
        "k8s-apiserver-requests-availability",
        "k8s-apiserver-requests-latency",
        "myapp-http-availability",
        "sloth-slo-my-service",
      ]
    `)
  },
)
