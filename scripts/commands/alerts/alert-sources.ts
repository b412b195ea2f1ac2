import { basename, join, resolve } from 'node:path'
import { nothingYet } from '#io/collected'
import { readText } from '#io/content-files'
import { NO_CACHE } from '#io/record-cache'
import { readAlerts } from '#io/foreign-reader'
import { readForeignRunbooks } from '#io/foreign-runbooks'
import { alertsIn } from '#model/alert/slo-alerts'
import type { Problem } from '#model/diagnostic'
import { link } from '#model/links'
import type { Alert, Recording } from '#model/records/alert'
import type { Runbook } from '#model/records/runbook'
import { fileFromAbove } from '#report/from-above'
import { contentWith, readAround } from '../change/content-around.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import { pathFrom, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { existsSync, statSync } from 'node:fs'

/** Alerts, runbooks or both of one source; every file is named as reports name it. */
export interface Source {
  alerts: Alert[]
  recordings: Recording[]
  runbooks: Runbook[]
  problems: Problem[]
  texts: Map<string, string>
}

/** The rules of some files, plain ones or manifests. */
export function rulesOfFiles(files: readonly string[], terminal: Terminal): Source {
  const into = nothingYet([], NO_CACHE)
  const texts = new Map<string, string>()
  for (const file of new Set(files)) {
    const read = readText(pathFrom(terminal, file), '')
    if ('problem' in read) into.problems.push({ ...read.problem, at: { ...read.problem.at, file } })
    else {
      texts.set(file, read.text)
      readAlerts(file, read.text, into)
    }
  }
  const { alerts, recordings } = into.records
  return { alerts, recordings, runbooks: [], problems: into.problems, texts }
}

/** The runbooks of a folder of any making. */
export function runbooksOfFolder(folder: string, terminal: Terminal): Source {
  const path = pathFrom(terminal, folder)
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new UsageError(`No folder of runbooks at ${folder}.`)
  const named = (file: string) => join(folder, file)
  const { runbooks, problems, texts } = readForeignRunbooks(path)
  return {
    alerts: [],
    recordings: [],
    runbooks: runbooks.map((one) => ({ ...one, file: named(one.file) })),
    problems: problems.map((one) => ({ ...one, at: { ...one.at, file: named(one.at.file) } })),
    texts: new Map([...texts].map(([file, text]) => [named(file), text])),
  }
}

/** Where it is said what fires, and what to do. */
const SAYS = /^(?:alerts|slos|runbooks)\//

/** The alerts of the content's rule files and SLOs, and its runbooks. */
export function alertsOfContent(options: CommonOptions, terminal: Terminal): Source {
  const folder = contentFolder(options, terminal)
  const { catalog, problems, texts } = contentWith(readAround(folder, null), {}, options.now ?? null, clock)
  const above = basename(resolve(folder))
  const named = <T extends { file: string }>(one: T): T => ({ ...one, file: fileFromAbove(above, one.file) })
  return {
    alerts: alertsIn(catalog, link(catalog)).map(named),
    recordings: catalog.recordings.map(named),
    runbooks: catalog.runbooks.map(named),
    problems: problems
      .filter(({ at, severity }) => severity === 'error' && SAYS.test(at.file))
      .map((one) => ({ ...one, at: named(one.at) })),
    texts: new Map([...texts].map(([file, text]) => [fileFromAbove(above, file), text])),
  }
}
