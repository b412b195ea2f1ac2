import { exposedToAverages, exposedToIdleness } from '#model/slo/prometheus/exposed'
import type { PrometheusSlo, RuleOptions } from '#model/slo/prometheus/prometheus-slo'
import { namedUpTo } from './named-up-to.ts'

/** Which SLOs suffer from what a flag could spare them; empty where none does. */
export function exposedNote(
  slos: readonly PrometheusSlo[],
  { guard, exact }: Pick<RuleOptions, 'guard' | 'exact'>,
): string {
  const idle = guard ? [] : slos.filter(exposedToIdleness)
  const averaged = exact ? [] : slos.filter(exposedToAverages)
  const uncounted = exact ? slos.filter((slo) => !exposedToAverages(slo)) : []
  return [
    note(
      idle,
      'Without events for as long as the shortest window, the budget is NaN for a whole period',
      '--guard keeps it a number',
    ),
    note(averaged, 'A quiet hour of the night spends as much of the budget as a busy one', '--exact counts events'),
    note(
      uncounted,
      'The events behind a ready-made ratio are unknown, and --exact leaves it the mean of its minutes',
      'give queries for errors and total',
    ),
  ].join('')
}

function note(slos: readonly PrometheusSlo[], what: string, remedy: string): string {
  if (slos.length === 0) return ''
  return `${what} (${remedy}): ${namedUpTo(slos.map(({ id }) => id))}.\n`
}
