import type { OpsLocals } from '../locals'
import type { PrintPage } from '../view/print'
import { PLACE, withoutPlaces } from './one-of-many'
import { placedPictures } from './pictures'
import { printedRunbook } from './printed-runbook'

/** Every runbook of the page to keep, in HTML. */
export interface AllRunbooks {
  html: string
  /** Paths of the pictures that there was no room for. */
  left_out: string[]
}

/** Makes them one after the other, those of a team together. `frame` is how many bytes the page has without them. */
export function allRunbooks(
  { teams, pictures }: PrintPage,
  { href, part }: Pick<OpsLocals, 'href' | 'part'>,
  frame: number,
): AllRunbooks {
  const all = teams.flatMap(({ id, name, runbooks }) =>
    runbooks.map((runbook) => withoutPlaces({ runbook, team: { id, name } })),
  )
  // Each is known from the build before, where nothing of it has changed; its place may be another one.
  const printed = ({ runbook, team }: (typeof all)[number], i: number, within: Record<string, string>): string =>
    part({ runbook, team, within }, ({ linkFrom }) =>
      printedRunbook(runbook, team, { href, linkFrom, pictures: within }),
    ).replaceAll(PLACE, String(i + 1))

  const words = all.map((one, i) => printed(one, i, {}))
  const bytes = words.reduce((sum, text) => sum + Buffer.byteLength(text), frame)
  const { within, left_out } = placedPictures(
    all.map(({ runbook }) => runbook),
    pictures,
    bytes,
  )
  const whole = all.map((one, i) => {
    const own = within.get(i)
    return own === undefined ? words[i] : printed(one, i, own)
  })
  return { html: whole.join(''), left_out }
}
