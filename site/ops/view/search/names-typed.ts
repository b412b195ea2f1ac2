import { meantRecord } from '#model/records/meant-id'
import { keyOf, type FoundKind, type Named } from './found.ts'
import { folded } from './words.ts'

/** More than a pager sends in a line. */
const MOST = 40

/** What may be a name: as names are compared, and as it was typed. */
export interface NameTyped {
  key: string
  written: string
}

/**
 * What of that which was typed may be a name: all of it; then each word by itself, for a pager sends
 * `[FIRING:1] KubePodCrashLooping`, `alertname=KubePodCrashLooping` or an address. An id is the one that is meant.
 */
export function namesTyped(typed: string): { whole: string; words: NameTyped[] } {
  const { key: whole } = nameOf(typed.trim())
  const pieces = typed
    .split(/[\s=,;|"'`(){}<>[\]]+/, MOST)
    .flatMap((piece) => [piece, ...(/[/:]/.test(piece) ? piece.split(/[/:]+/, MOST) : [])])
    .map(bare)
    .filter((piece) => piece.length > 1)
  const words = new Map(pieces.slice(0, MOST).map((piece) => [folded(piece), nameOf(piece)]))
  return { whole, words: [...words.values()].filter(({ key }) => key !== whole) }
}

/** Without the signs around it. */
function bare(piece: string): string {
  const isSign = (sign: string | undefined) => sign !== undefined && !/[\p{L}\p{N}]/u.test(sign)
  const signs = [...piece]
  while (isSign(signs.at(-1))) signs.pop()
  return signs
    .slice(
      Math.max(
        0,
        signs.findIndex((sign) => !isSign(sign)),
      ),
    )
    .join('')
}

const nameOf = (written: string): NameTyped => ({
  key: folded(written.length > 40 ? written : (meantRecord(written) ?? written)),
  written,
})

/** What goes by a name of its own; a runbook is found by the last part of its id as well, which may be any word. */
const WHOLE: ReadonlySet<FoundKind> = new Set(['alert', 'service', 'team', 'slo'])

/**
 * Records called as one of some words, an alert first; with it come all that go by that name, its incident, its runbook.
 * What is a word as well, `down`, is a name among others where it is spelled as the alert is, or where nothing else was
 * found (`loosely`).
 */
export function namedAmong(
  words: readonly NameTyped[],
  named: ReadonlyMap<string, readonly Named[]>,
  loosely = false,
): Named[] {
  const found = words.flatMap(({ key, written }) => {
    const all = named.get(key) ?? []
    const alert = all.some(({ kind, id }) => kind === 'alert' && id === written)
    const sure = alert || all.some(({ kind, id }) => (kind === 'incident' || kind === 'change') && folded(id) === key)
    const isWhole =
      loosely && all.some(({ kind, id, title }) => WHOLE.has(kind) && [id, title].some((one) => folded(one) === key))
    return sure || isWhole ? [{ all, alert }] : []
  })
  const inOrder = found.toSorted((a, b) => Number(b.alert) - Number(a.alert)).flatMap(({ all }) => all)
  return [...new Map(inOrder.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()
}
