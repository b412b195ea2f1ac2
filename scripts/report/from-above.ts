import type { GateVerdict } from '#model/gate/verdict'
import type { Diagnostic } from '#model/diagnostic'

/**
 * Findings as reports print them, their files named from a folder above the content. `above` is the way from there: what
 * the content folder is called, or where it lies in its repository; empty: it is that folder.
 */
export function fromAbove(above: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const renamed = <T extends { file: string }>(place: T): T => ({ ...place, file: fileFromAbove(above, place.file) })
  return diagnostics.map((one) => ({ ...renamed(one), related: one.related.map(renamed) }))
}

/** A file of the content folder, or one beside it (`../`), named from a folder above it. */
export function fileFromAbove(above: string, file: string): string {
  const ups = /^(?:\.\.\/)*/.exec(file)?.[0].length ?? 0
  const folders = above.split('/').filter((name) => name !== '')
  const steps = ups / '../'.length
  return [
    ...Array.from({ length: Math.max(0, steps - folders.length) }, () => '..'),
    ...folders.slice(0, Math.max(0, folders.length - steps)),
    file.slice(ups),
  ].join('/')
}

/** The same for all findings of a verdict. One that stands in several of its lists is one afterwards too. */
export function verdictFromAbove(above: string, verdict: GateVerdict): GateVerdict {
  const known = new Map<Diagnostic, Diagnostic>()
  const renamed = (list: readonly Diagnostic[]) =>
    list.map((one) => {
      const there = known.get(one) ?? fromAbove(above, [one])[0] ?? one
      known.set(one, there)
      return there
    })
  return {
    ...verdict,
    outer: renamed(verdict.outer),
    changes: verdict.changes.map((one) => ({
      ...one,
      diagnostics: renamed(one.diagnostics),
      broken: renamed(one.broken),
    })),
  }
}
