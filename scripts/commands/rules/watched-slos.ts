import type { Problem } from '#model/diagnostic'
import type { Slo } from '#model/records/slo'
import { watched } from '#model/slo/prometheus/from-slo'
import type { Catalogue } from '#model/slo/prometheus/period'
import type { SourcedSlo } from './rules.ts'

/** What Prometheus is to watch of some SLOs, and what is wrong with that. No two of them may share an id. */
export function watchedSlos(slos: readonly Slo[], catalogue: Catalogue): { slos: SourcedSlo[]; problems: Problem[] } {
  const first = new Map<string, Slo>()
  const problems: Problem[] = []
  const all = slos.flatMap((slo) => {
    const found = watched(slo, catalogue)
    problems.push(...found.problems)
    for (const { id } of found.slos) {
      const other = first.get(id)
      if (other) problems.push(secondOf(id, slo, other))
      else first.set(id, slo)
    }
    const { file, document, manifest } = slo
    return found.slos.map((one) => ({ watched: one, file, document, manifest }))
  })
  return { slos: all, problems }
}

const secondOf = (id: string, slo: Slo, other: Slo): Problem => ({
  rule: 'slo-rules',
  severity: 'error',
  at: { file: slo.file, document: slo.document, path: slo.namePath },
  message: `Unexpected second SLO ${JSON.stringify(id)}, expected one: their series could not be told apart.`,
  help: 'Give it another name.',
  related: [{ at: { file: other.file, document: other.document, path: other.namePath }, message: 'The first one.' }],
})
