import type { Records } from '../catalog.ts'
import type { Finding, Place } from '../diagnostic.ts'
import type { Indicator, Query, Slo } from '../records/slo.ts'
import { hasWindow, promqlProblem } from './promql.ts'

/** What is wrong with the queries of SLOs, and of SLIs by themselves, each told of once. Those of other stores are theirs to read. */
export function* queryFindings({ slos, slo_objects }: Pick<Records, 'slos' | 'slo_objects'>): Generator<Finding> {
  const seen = new Set<string>()
  const indicators = [
    ...slos.flatMap((slo) => slo.objectives.map(({ indicator }) => ({ indicator, slo }))),
    ...slo_objects.map(({ indicator }) => ({ indicator, slo: null })),
  ]
  for (const { indicator, slo } of indicators) {
    const queries = indicator ? queriesOf(indicator) : []
    for (const query of queries) {
      const place = placeOf(query.at)
      if (query.source !== 'prometheus' || query.text === null || seen.has(place)) continue
      seen.add(place)
      const found = promqlProblem(slo?.format === 'openslo' || !slo ? plainOf(query.text) : query.text)
      if (found) yield { at: query.at, ...found }
      else if (slo && lacksWindow(slo, query, queries))
        yield {
          at: query.at,
          message:
            'Missing `{{.window}}` in the query, expected it in the place of the range: Sloth makes one rule for each window.',
          help: 'Write `[{{.window}}]` behind the metric, as in `rate(requests_total[{{.window}}])`.',
        }
    }
  }
}

const placeOf = (at: Place): string =>
  [at.file, at.document ?? 0, ...('path' in at ? at.path.map(String) : [])].join('\0')

/** The queries of an indicator, in the order in which they are written; none of a plugin's. */
export const queriesOf = (indicator: Indicator): Query[] => {
  switch (indicator.kind) {
    case 'events':
      return [indicator.error_query, indicator.total_query]
    case 'raw':
      return [indicator.error_ratio_query]
    case 'ratio':
      return [indicator.part, indicator.total]
    case 'raw_ratio':
      return [indicator.ratio]
    case 'threshold':
      return [indicator.value]
    case 'plugin':
      return []
  }
}

/** Sloth makes one query of the two of a v1alpha ratio, and asks for the window in that. */
function lacksWindow({ format }: Slo, query: Query, all: readonly Query[]): boolean {
  if (format === 'openslo') return false
  if (format !== 'openslo_v1alpha') return !hasWindow(query.text ?? '')
  return all.length > 1 && query === all[0] && !all.some(({ text }) => hasWindow(text ?? ''))
}

const plainOf = (text: string): string => withVariables(text, '1m')

/** OpenSLO leaves it to the tool what stands for a variable: `$__rate_interval`, `${window}`, `{{ window }}`. `$1` is none, but a group of `label_replace`. */
export const withVariables = (text: string, window: string): string => text.replaceAll(VARIABLE, () => window)

/** The variables of a query that are not Go's, between braces. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].flatMap(([one]) => (one.startsWith('{{') ? [] : [one]))

const VARIABLE = /\{\{[^{}]*\}\}|\$\{[a-z_][^{}]*\}|\$[a-z_]\w*/gi
