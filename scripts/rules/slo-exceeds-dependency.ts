import { compare } from '#model/rational'
import { percentText } from '#model/records/objective'
import type { Slo, SloObjective } from '#model/records/slo'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-exceeds-dependency',
  severity: 'warning',
  scope: 'record',
  doc: 'A service promises no more than each of the services that it depends on, where those promise anything.',
  *check({ catalog, links }) {
    const highest = new Map(
      [...links.slosOfService].map(([service, slos]) => [service, slos.map(highestOf).toSorted(byTarget).at(-1)]),
    )
    for (const slo of catalog.slos) {
      const mine = highestOf(slo)
      for (const id of links.services.get(slo.service)?.depends_on ?? []) {
        const theirs = highest.get(id)
        if (id === slo.service || !theirs || byTarget(mine, theirs) <= 0) continue
        yield {
          at: placeOf(mine),
          message: `Unexpected target of ${percentText(mine.objective.target)} % for ${slo.service}, expected at most the ${percentText(theirs.objective.target)} % of ${id}, which it depends on.`,
          help: `Lower it, raise that of ${id}, or make ${slo.service} work without ${id}.`,
          related: [{ at: placeOf(theirs), message: `The highest target of ${id} is here.` }],
        }
      }
    }
  },
})

interface Promise {
  slo: Slo
  objective: SloObjective
}

const byTarget = (a: Promise, b: Promise): number => compare(a.objective.target, b.objective.target)

/** An SLO with the objective that asks for the most. */
function highestOf(slo: Slo): Promise {
  const [first, ...others] = slo.objectives
  return {
    slo,
    objective: others.reduce((most, one) => (compare(one.target, most.target) > 0 ? one : most), first),
  }
}

const placeOf = ({ slo: { file, document }, objective: { targetPath: path } }: Promise) => ({ file, document, path })
