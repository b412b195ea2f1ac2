import { PrometheusError } from '#io/prometheus'
import type { Instant } from '#model/time'
import { printable } from '#report/text'
import { contentWith, readAround } from '../change/content-around.ts'
import { namedSlos } from '../named-slos.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { accessTo } from './access.ts'
import { measureSlo } from './measure-slo.ts'
import { toMeasure } from './to-measure.ts'

export interface MeasureOptions extends CommonOptions {
  prometheus: URL
  since?: Instant
}

/** Who doesn't answer for so many SLOs in time won't for the others. */
const MOST_LATE = 3

/** Fills `measurements/` from a Prometheus, one SLO after another. What goes wrong with one stops none of the others. */
export async function measure(id: string | undefined, options: MeasureOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const access = accessTo(options.prometheus, terminal)
  const content = contentWith(readAround(folder, null), {}, options.now ?? null, clock)
  const slos = namedSlos(content.catalog.slos, id)
  const { say, fail } = speaker(terminal)
  const unread = content.problems.flatMap(({ severity, at: { file } }) =>
    severity === 'error' && file.startsWith('slos/') ? [file] : [],
  )
  for (const file of new Set(unread))
    fail(`${file} has errors: what it promises may not be measured. Run \`validate\` to see them.`)
  let late = 0
  for (const slo of slos) {
    const wanted = toMeasure(slo, content)
    if ('reason' in wanted) {
      const tell = wanted.isWrong || id !== undefined ? fail : say
      tell(`${slo.id} is not measured: ${wanted.reason}.`)
      continue
    }
    try {
      await measureSlo(wanted, { ...options, folder, access, say, fail, out: terminal.out })
      late = 0
    } catch (error) {
      if (!(error instanceof PrometheusError)) throw error
      fail(`${slo.id}: ${error.message}`)
      late = error.of === 'load' ? late + 1 : 0
      if (error.of !== 'server' && late < MOST_LATE) continue
      return fail('Nothing more is asked. What was measured so far is written; run it again to go on.')
    }
  }
}

/** Says what goes on, and what goes wrong, a line each. */
function speaker(terminal: Terminal) {
  const say = (words: string) => terminal.err(`${printable(words)}\n`)
  return {
    say,
    fail: (words: string) => {
      say(words)
      terminal.exitCode = 1
    },
  }
}
