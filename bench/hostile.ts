import { piecesOf } from '#import/cstate/body'
import { withoutComments } from '#import/cstate/text'
import { isMeasurable } from '#model/change/metric-expression'
import { unfitLogo } from '#model/publish/logo'
import { secretsIn } from '#model/publish/secrets'

/** Something that is made to take long, and what reads it. */
export interface Hostile {
  name: string
  /** Reads so many bytes, or a few more, of it. */
  read: (bytes: number) => unknown
}

const of = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length))
const each = (name: string, pieces: readonly string[], read: (text: string) => unknown): Hostile[] =>
  pieces.map((piece) => ({ name: `${name}: ${JSON.stringify(piece)}`, read: (bytes) => read(of(piece, bytes)) }))

const SVG = 'xmlns="http://www.w3.org/2000/svg"'
const logo = (text: string) => {
  const bytes = Buffer.from(text)
  return unfitLogo('logo.svg', bytes.length, () => bytes)
}

/** What strangers may send: time may grow with its length, and no faster. */
export const HOSTILE: readonly Hostile[] = [
  ...each('secrets', ['-----BEGIN A ', 'A ', 'ghp_', 'hooks.slack.com/services/', ' ', '"', 'a'], (text) =>
    Array.from(secretsIn(`password: bearer -----BEGIN ${text}`)),
  ),
  ...each('metric', ['a"', '"\\', '(', '-'], isMeasurable),
  ...each('logo', ['<', ' a', ' ', '<!--', ']', '&', 'url( '], (text) => logo(`<svg ${SVG}>${text}`)),
  ...each('cState body', ['*', '_', '`', '{{< track ', '- - ', '# ', '*a* - b\n\n'], piecesOf),
  ...each('cState text', ['<!--', '`', '``a', '](', '[', '<a:', '\\', '<!-- -->'], withoutComments),
]

/** What records may be made of. */
const FILES: Readonly<Record<string, [path: string, head: string, piece: string]>> = {
  'brackets that never close': ['services/x.yaml', 'a: ', '['],
  'unknown keys': ['services/x.yaml', 'name: X\nteam: platform\ntier: 1\n', 'k: 1\n'],
  'one key often': ['services/x.yaml', '', 'name: X\n'],
  documents: ['slos/x.yaml', '', '---\na: 1\n'],
  'blank labels': ['services/x.yaml', 'name: X\nteam: platform\ntier: 1\nlabels: [', '"",'],
  'wrong rows': ['measurements/x.csv', 'start,end,good,total\n', 'x,y,1,1\n'],
}

/** A content folder of one such file, of so many bytes. */
export const hostileFiles = (bytes: number): { name: string; files: Map<string, string> }[] =>
  Object.entries(FILES).map(([name, [path, head, piece]]) => {
    let count = 0
    const text = of(piece, bytes).replaceAll(/\bk(?=:)/g, () => `k${count++}`)
    return { name, files: new Map([[path, head + text]]) }
  })
