import { basename, resolve } from 'node:path'
import { judgeContent } from '#assess/content'
import { diagnose } from '#io/diagnose'
import { outlineOf } from '#io/markdown'
import { NO_BODY } from '#io/yaml-reader'
import { NO_PROCEDURE } from '#model/runbook/procedure'
import { link } from '#model/links'
import type { Catalogue } from '#model/slo/prometheus/period'
import { withPointers } from '#model/slo/prometheus/pointers'
import { fileFromAbove, fromAbove } from '#report/from-above'
import { contentWith, readAround } from '../change/content-around.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import type { SloSource } from './rules.ts'
import { silentNote } from './silent-note.ts'
import { watchedSlos } from './watched-slos.ts'

/** Where it is said what is watched, who is called and where to look: without a part of it an alert leads nowhere. */
const SAYS = /^(?:site\.yaml$|slos\/|services\/)/

/** The SLOs of the content, their alerts pointing at what else the records know. */
export function contentSlos(options: CommonOptions, catalogue: Catalogue, terminal: Terminal): SloSource {
  const folder = contentFolder(options, terminal)
  // Changes and incidents say nothing of it, and what runbooks say in their texts is another command's.
  const content = contentWith(readAround(folder, null), {}, options.now ?? null, clock)
  const { catalog, texts } = content
  const nothing = outlineOf(NO_BODY)
  const judged = [
    ...content.problems,
    ...judgeContent(content, catalog, { outlineOf: () => nothing, procedureOf: () => NO_PROCEDURE }),
  ]
  // Which alerts of Sloth's can come depends on the windows that were asked for.
  const sloth = new Set(catalog.slos.flatMap(({ file, alerting }) => (alerting ? [file] : [])))
  const errors = judged.filter(
    ({ at: { file }, rule, severity }) =>
      severity === 'error' && SAYS.test(file) && !(rule === 'slo-alert-reachable' && sloth.has(file)),
  )
  const faulty = new Set(errors.map(({ at }) => at.file))
  const read = watchedSlos(
    catalog.slos.filter(({ file }) => !faulty.has(file)),
    catalogue,
  )
  const around = { links: link(catalog), ops_url: catalog.site.ops_url }
  const above = basename(resolve(folder))
  if (
    around.ops_url === undefined &&
    read.slos.some(({ watched }) => watched.page ?? watched.ticket ?? watched.conditions[0])
  )
    terminal.err('Without `ops_url` in site.yaml no alert says where its page is.\n')
  terminal.err(silentNote(read.slos.map(({ watched }) => watched)))
  return {
    slos: read.slos.map((one) => ({
      ...one,
      watched: withPointers(one.watched, around),
      file: fileFromAbove(above, one.file),
    })),
    diagnostics: fromAbove(above, diagnose([...errors, ...read.problems], texts)),
    files: new Set(catalog.slos.map(({ file }) => file)).size + faulty.size,
    whole: true,
  }
}
