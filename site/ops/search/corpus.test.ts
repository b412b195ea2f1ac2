import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpus } from '../../../scripts/fixtures/places.ts'
import { emptyIndex } from '../print/finder.ts'
import { fullTextIndex, openFullText } from './full-text.ts'

/* What somebody types at night finds the runbook among those of the Prometheus operator, in the search and on the page to keep. */

const CORPUS = corpus('runbooks/prometheus-operator/runbooks')
const FILES = existsSync(CORPUS) ? globSync('*/*.md', { cwd: CORPUS }).filter((one) => !one.endsWith('_index.md')) : []
const RUNBOOKS = FILES.toSorted().map((file) => {
  const text = readFileSync(join(CORPUS, file), 'utf8')
  const title = /^title: (.+)$/m.exec(text)?.[1] ?? ''
  return { name: basename(file, '.md'), title, text: text.replace(/^---[^]*?\n---/, '') }
})

const { add, find: findPrinted } = emptyIndex()
for (const { name, title, text } of RUNBOOKS) add({ names: [title, name], text })
const opened = await openFullText(
  JSON.parse(
    JSON.stringify(fullTextIndex(RUNBOOKS.map(({ name, title, text }) => ({ names: name, title, around: '', text })))),
  ),
)
const names = (places: readonly number[]) => places.map((place) => RUNBOOKS[place]?.name)

/** Nobody reads further than that. */
const FIRST = 8

describe.skipIf(FILES.length === 0)('Among the runbooks of the Prometheus operator', () => {
  test.each<[typed: string, runbook: string]>([
    ['disk full', 'NodeFilesystemSpaceFillingUp'],
    ['disk full', 'KubePersistentVolumeFillingUp'],
    ['volume full', 'KubePersistentVolumeFillingUp'],
    ['pvc full', 'KubePersistentVolumeFillingUp'],
    ['filesystem full', 'NodeFilesystemAlmostOutOfSpace'],
    ['disk space', 'NodeFilesystemSpaceFillingUp'],
    ['out of space', 'NodeFilesystemAlmostOutOfSpace'],
    ['etcd db full', 'etcdBackendQuotaLowSpace'],
    ['cert expired', 'KubeletClientCertificateExpiration'],
    ['tls expiration', 'KubeletServerCertificateExpiration'],
    ['k8s api down', 'KubeAPIDown'],
    ['oom overcommit', 'KubeMemoryOvercommit'],
    ['pod startup slow', 'KubeletPodStartUpLatencyHigh'],
    ['etcd latency', 'etcdGRPCRequestsSlow'],
    ['crash loop', 'KubePodCrashLooping'],
    ['crashloopbackoff pod', 'KubePodCrashLooping'],
    ['kube client 5xx', 'KubeClientErrors'],
    ['host unreachable', 'KubeNodeUnreachable'],
    ['ntp', 'NodeClockNotSynchronising'],
    ['remote write lag', 'PrometheusRemoteWriteBehind'],
    ['deploy replicas', 'KubeDeploymentReplicasMismatch'],
  ])('“%s” finds %s.', (typed, runbook) => {
    const found = opened(typed, 'whole').toSorted((a, b) => b.score - a.score)
    expect(names(found.map(({ place }) => place)).slice(0, FIRST)).toContain(runbook)
    expect(found.flatMap(({ missing }) => missing)).toEqual([])
    expect(names(findPrinted(typed)?.numbers ?? [])).toContain(runbook)
  })

  test('What is found has every word, or another for the same.', () => {
    const volume = /volume|disk|pvc?\b|file ?system|storage|partition/i
    for (const typed of ['volume full', 'pvc full']) {
      for (const { place } of opened(typed, 'whole')) expect(RUNBOOKS[place]?.text, typed).toMatch(volume)
      for (const place of findPrinted(typed)?.numbers ?? []) expect(RUNBOOKS[place]?.text, typed).toMatch(volume)
    }
  })
})
