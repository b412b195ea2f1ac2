import { diagnose } from '#io/diagnose'
import { readText } from '#io/content-files'
import { readYaml } from '#io/yaml-reader'
import type { Diagnostic, Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import { catalogueWith, type Catalogue } from '#model/slo/prometheus/period'
import { alertWindowsSchema, windowsOfFile } from '#model/slo/windows-file'
import { pathFrom, type Terminal } from '../terminal.ts'

/** Reads windows of one's own: they hold for their period, which becomes that of SLOs that say none. */
export function alertWindows(
  file: string,
  terminal: Terminal,
): { catalogue: Catalogue | null; diagnostics: Diagnostic[] } {
  const read = readText(pathFrom(terminal, file), '')
  if ('problem' in read) return { catalogue: null, diagnostics: diagnose([renamed(read.problem, file)], new Map()) }
  const { data, problems } = readYaml(file, read.text)
  const checked = check(alertWindowsSchema, data[0] ?? {}, file)
  const found = problems.length > 0 ? problems : checked.problems
  return {
    catalogue: checked.data === undefined || found.length > 0 ? null : catalogueWith(windowsOfFile(checked.data)),
    diagnostics: diagnose(found, new Map([[file, read.text]])),
  }
}

const renamed = (problem: Problem, file: string): Problem => ({ ...problem, at: { ...problem.at, file } })
