import type { Path } from '../diagnostic.ts'
import { compare, parseRational, rational, ZERO } from '../rational.ts'
import type { Slo, SlothAlert } from './slo.ts'
import type { SloDocument } from './slo-document.ts'
import { isGiven, type SloProblem } from './slo-problem.ts'
import { manifestAsSlos, slothAsSlos } from './sloth-as-slos.ts'

type Document = Extract<SloDocument, { format: 'sloth' | 'sloth_manifest' }>

/** What Sloth's validator refuses beyond the form: `ValidateSLO` in `pkg/common/validation/slo.go` of slok/sloth. */
export function* slothProblems(document: Document): Generator<SloProblem> {
  const slos = document.format === 'sloth' ? slothAsSlos(document) : manifestAsSlos(document)
  const [first] = slos
  if (first) yield* nameProblems(first.service, first.servicePath)
  const above = document.format === 'sloth' ? [] : ['spec']
  const root = document.format === 'sloth' ? document.data : document.data.spec
  yield* textProblems(root.labels, [...above, 'labels'], 'label')
  const group = 'slo_plugins' in root ? root.slo_plugins : 'sloPlugins' in root ? root.sloPlugins : null
  yield* notRun(group, [...above, 'slo_plugins' in root ? 'slo_plugins' : 'sloPlugins'])
  for (const [i, slo] of slos.entries()) {
    yield* nameProblems(slo.spec_name, slo.namePath)
    yield* objectiveProblems(document, slo.objectives[0].targetPath)
    const { labels, sli, plugins } = root.slos[i] ?? {}
    yield* textProblems(labels, [...slo.path, 'labels'], 'label')
    if (sli) yield* sliProblems(slo, sli)
    yield* alertingProblems(slo)
    yield* pluginProblems(group, plugins, [...slo.path, 'plugins'])
    yield* notRun(plugins, [...slo.path, 'plugins'])
  }
}

type Plugins =
  | {
      overridePrevious?: boolean | null | undefined
      chain?: readonly { id: string }[] | null | undefined
    }
  | null
  | undefined

/** Who takes Sloth's own plugins away has to put others there. An SLO that does so takes away its file's as well. */
function* pluginProblems(group: Plugins, own: Plugins, path: Path): Generator<SloProblem> {
  const left = (own?.chain?.length ?? 0) + (own?.overridePrevious ? 0 : (group?.chain?.length ?? 0))
  if ((own?.overridePrevious || group?.overridePrevious) && left === 0)
    yield {
      path,
      message: 'Unexpected `overridePrevious` without plugins, expected at least one in `chain`.',
      help: 'Name the plugins that replace the others, or remove it.',
    }
}

/** Sloth runs them on the rules that it makes; whoever reads only what comes out here has to know that none was. */
function* notRun(plugins: Plugins, path: Path): Generator<SloProblem> {
  const chain = plugins?.chain ?? []
  for (const [i, { id }] of chain.entries())
    yield {
      path: [...path, 'chain', i, 'id'],
      severity: 'warning',
      message: `Unexpected plugin ${JSON.stringify(id.slice(0, 80))}, expected none: no plugin is run here, and what it would do to the rules isn't done.`,
      help: 'Write down what it adds, or let Sloth make the rules of this file.',
    }
  if (plugins?.overridePrevious && chain.length > 0)
    yield {
      path: [...path, 'overridePrevious'],
      severity: 'warning',
      message: "Unexpected `overridePrevious`, expected Sloth's own plugins: their rules are made here all the same.",
      help: 'Let Sloth make the rules of this file, or remove it.',
    }
}

/** `NameRegexp` in `pkg/common/conventions/conventions.go`. */
function* nameProblems(name: string, path: Path): Generator<SloProblem> {
  if (name === '') yield { path, message: `Unexpected blank text, expected a name.`, help: 'Write what it is called.' }
  else if (!/^[A-Za-z\d][-A-Za-z\d_.]*[A-Za-z\d]$/.test(name))
    yield {
      path,
      message: `Unexpected name ${JSON.stringify(name.slice(0, 80))}, expected two or more letters, digits, \`.\`, \`_\` and \`-\`, a letter or digit at both ends.`,
      help: 'It becomes a part of labels and of the names of rules.',
    }
}

function* objectiveProblems({ writtenAs }: Document, path: Path): Generator<SloProblem> {
  const text = writtenAs(path) ?? ''
  const value = parseRational(text)
  const all = rational(100n)
  if (value === null || compare(value, ZERO) <= 0 || compare(value, all) > 0)
    yield {
      path,
      message: `Unexpected number ${text.slice(0, 60)}, expected more than 0 and at most 100: per cent.`,
      help: 'Write it as `objective: 99.9`.',
    }
  else if (compare(value, all) === 0)
    yield {
      path,
      severity: 'warning',
      message: 'Unexpected objective of 100 per cent, expected less: it leaves no error budget.',
      help: 'The first error breaks it for good: write what users need.',
    }
  else if (compare(value, rational(1n)) < 0)
    yield {
      path,
      severity: 'warning',
      message: `Unexpected objective of ${text} per cent, expected per cent and not a share of 1.`,
      help: 'Write `objective: 99.9` for a share of 0.999.',
    }
}

/** Keys that Prometheus takes: any text but the metric's own name. Values say something. */
function* textProblems(
  texts: Readonly<Record<string, string>> | null | undefined,
  path: Path,
  what: 'label' | 'annotation',
): Generator<SloProblem> {
  for (const [key, value] of Object.entries(texts ?? {})) {
    if (key === '' || (what === 'label' && key === '__name__'))
      yield {
        path: [...path, key],
        key: true,
        message: `Unexpected ${what} \`${key}\`, expected another name.`,
        help: 'Rename it.',
      }
    if (value === '')
      yield {
        path: [...path, key],
        message: `Unexpected blank ${what}, expected some text.`,
        help: 'Remove it, or say something.',
      }
  }
}

function* sliProblems(slo: Slo, sli: object): Generator<SloProblem> {
  const given = Object.entries(sli).flatMap(([key, value]) => (isGiven(value) ? [key] : []))
  const path = [...slo.path, 'sli']
  // A plugin gives a ratio, and may not stand beside events; beside a ratio it replaces it.
  const kinds = new Set(given.map((key) => (key === 'plugin' ? 'raw' : key)))
  if (kinds.size === 0)
    yield { path, message: 'Missing `events` or `raw`, expected one of them.', help: 'Add `events: …`.' }
  if (kinds.size > 1)
    yield {
      path: [...path, given.at(-1) ?? ''],
      key: true,
      message: `Unexpected \`${given.at(-1)}\` beside \`${given[0]}\`, expected one of the two.`,
      help: 'Remove one of them.',
    }
  const { indicator } = slo.objectives[0]
  if (indicator?.kind === 'events' && indicator.error_query.text === indicator.total_query.text)
    yield {
      path: 'path' in indicator.error_query.at ? indicator.error_query.at.path : path,
      message: 'Unexpected query, expected another one than that of all events.',
      help: 'Count the events that were bad.',
    }
}

function* alertingProblems({ alerting, path, format }: Slo): Generator<SloProblem> {
  if (!alerting) return
  const at = [...path, 'alerting']
  const alerts: [string, SlothAlert][] =
    format === 'sloth'
      ? [
          ['page_alert', alerting.page_alert],
          ['ticket_alert', alerting.ticket_alert],
        ]
      : [
          ['pageAlert', alerting.page_alert],
          ['ticketAlert', alerting.ticket_alert],
        ]
  const enabled = alerts.filter(([, { disable }]) => !disable)
  if (enabled.length === 0) return
  if (!alerting.name)
    yield {
      path: at,
      message: `Missing \`name\`, expected what the alerts are called.`,
      help: `Add \`name: …\`, or disable ${alerts.map(([key]) => `\`${key}\``).join(' and ')}.`,
    }
  yield* textProblems(alerting.labels, [...at, 'labels'], 'label')
  yield* textProblems(alerting.annotations, [...at, 'annotations'], 'annotation')
  for (const [key, { labels, annotations }] of enabled) {
    yield* textProblems(labels, [...at, key, 'labels'], 'label')
    yield* textProblems(annotations, [...at, key, 'annotations'], 'annotation')
  }
}
