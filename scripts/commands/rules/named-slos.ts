import { judgeContent } from '#assess/content'
import { readTexts } from '#io/catalog-reader'
import { readText } from '#io/content-files'
import { diagnose } from '#io/diagnose'
import type { Problem } from '#model/diagnostic'
import type { Catalogue } from '#model/slo/prometheus/period'
import { clock } from '../options.ts'
import { pathFrom, type Terminal } from '../terminal.ts'
import type { SloSource } from './rules.ts'
import { watchedSlos } from './watched-slos.ts'

/** What is wrong with an SLO by itself: it needs no catalogue of services to be one. */
const OF_ITSELF = new Set(['file-readable', 'yaml-syntax', 'slo-schema'])

/** The SLOs of files outside of any content. They are read as those of a content folder that has nothing else in it. */
export function namedSlos(files: readonly string[], catalogue: Catalogue, terminal: Terminal): SloSource {
  const names = [...new Set(files)]
  const placeOf = (index: number) => `slos/${String(index).padStart(6, '0')}.yaml`
  const nameAt = new Map(names.map((name, index) => [placeOf(index), name]))
  const texts = new Map<string, string>()
  const problems: Problem[] = []
  for (const [place, name] of nameAt) {
    const read = readText(pathFrom(terminal, name), '')
    if ('text' in read) texts.set(place, read.text)
    else problems.push({ ...read.problem, at: { ...read.problem.at, file: place } })
  }
  const content = readTexts({ paths: [...texts.keys()], texts }, null, clock)
  const judged = [...content.problems, ...judgeContent(content)].filter(
    ({ at, rule }) => nameAt.has(at.file) && OF_ITSELF.has(rule),
  )
  const faulty = new Set(judged.flatMap(({ severity, at }) => (severity === 'error' ? [at.file] : [])))
  const read = watchedSlos(
    content.catalog.slos.filter(({ file }) => !faulty.has(file)),
    catalogue,
  )
  const renamed = <T extends { file: string }>(place: T): T => ({
    ...place,
    file: nameAt.get(place.file) ?? place.file,
  })
  return {
    // Sloth makes nothing of alert policies.
    slos: read.slos.map((one) => renamed({ ...one, watched: { ...one.watched, conditions: [] } })),
    diagnostics: diagnose([...problems, ...judged, ...read.problems], texts).map((one) => ({
      ...renamed(one),
      related: one.related.map(renamed),
    })),
    files: names.length,
    whole: false,
  }
}
