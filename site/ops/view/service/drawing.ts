import type { Neighbourhood } from './neighbourhood.ts'

/** A column of the drawing: what is equally far away. */
export interface DrawnColumn {
  level: number
  /** From top to bottom, so that lines cross seldom. */
  ids: string[]
  more: number
  /** It begins half a row above the middle: rows are the same in all columns. */
  raised: boolean
}

/** Columns of boxes, and lines between them; x in per cent of the width, y in rows. */
export interface Drawing {
  columns: DrawnColumn[]
  rows: number
  /** The `d` of an SVG path for each dependency, and where its end is that is needed. */
  lines: { d: string; end: { x: number; y: number }; near: boolean }[]
}

/** How much of a column its box takes. */
const BOX = 0.76

interface Spot {
  column: number
  row: number
}

/**
 * Lays a neighbourhood out. A line to the next column is a curve from side to side, one within a column goes round on
 * the right, one past a column runs in the gap between two rows: never beneath a box.
 */
export function drawingOf({ levels, edges }: Neighbourhood): Drawing {
  const rows = Math.max(...levels.map(({ ids, more }) => ids.length + Number(more > 0)))
  const width = 100 / levels.length
  const columns = ordered({ levels, edges }).map(({ level, ids, more }): DrawnColumn => {
    const own = ids.length + Number(more > 0)
    return { level, ids, more, raised: (rows - own) % 2 === 1 }
  })
  const spots = new Map<string, Spot>(
    columns.flatMap(({ ids, more }, column) => {
      const first = Math.floor((rows - ids.length - Number(more > 0)) / 2)
      return ids.map((id, i) => [id, { column, row: first + i }] as const)
    }),
  )
  return {
    columns,
    rows,
    lines: edges.flatMap(({ from, to }) => {
      const [a, b] = [spots.get(from), spots.get(to)]
      return a && b ? [lineOf(a, b, width)] : []
    }),
  }
}

/** Each column by the middle of what its boxes are tied to in the column next to them, towards the service itself. */
function ordered({ levels, edges }: Pick<Neighbourhood, 'levels' | 'edges'>): Neighbourhood['levels'] {
  const tied = new Map<string, string[]>()
  const tie = (one: string, other: string) => tied.set(one, [...(tied.get(one) ?? []), other])
  for (const { from, to } of edges) {
    tie(from, to)
    tie(to, from)
  }
  const self = levels.findIndex(({ level }) => level === 0)
  const found = new Map<number, Neighbourhood['levels'][number]>()
  const outwards = levels.map((_, i) => i).toSorted((a, b) => Math.abs(a - self) - Math.abs(b - self))
  for (const i of outwards) {
    const level = levels[i]
    if (!level) continue
    const inner = found.get(i + Math.sign(self - i))?.ids ?? []
    const places = new Map(inner.map((id, place) => [id, place]))
    const middle = new Map(
      level.ids.map((id) => {
        const own = (tied.get(id) ?? []).flatMap((other) => places.get(other) ?? [])
        return [id, own.reduce((sum, place) => sum + place, 0) / Math.max(1, own.length)]
      }),
    )
    found.set(i, { ...level, ids: level.ids.toSorted((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0)) })
  }
  return levels.map((level, i) => found.get(i) ?? level)
}

function lineOf(a: Spot, b: Spot, width: number): Drawing['lines'][number] {
  const left = (column: number) => column * width
  const right = (column: number) => (column + BOX) * width
  const gap = (1 - BOX) * width
  const [from, to] = [a.row + 0.5, b.row + 0.5]
  const step = b.column - a.column
  if (step === 0) {
    const [x, out] = [right(a.column), right(a.column) + gap * 0.9]
    return drawn(`M${n(x)} ${from}C${n(out)} ${from} ${n(out)} ${to} ${n(x)} ${to}`, x, to, true)
  }
  const ahead = step > 0
  const x1 = ahead ? right(a.column) : left(a.column)
  const x2 = ahead ? left(b.column) : right(b.column)
  if (Math.abs(step) === 1) {
    const middle = (x1 + x2) / 2
    return drawn(`M${n(x1)} ${from}C${n(middle)} ${from} ${n(middle)} ${to} ${n(x2)} ${to}`, x2, to, true)
  }
  const lane = b.row > a.row ? a.row + 1 : a.row
  const [begin, end] = ahead ? [x1 + gap, x2 - gap] : [x1 - gap, x2 + gap]
  const curve = (x: number, y: number, toX: number, toY: number) => {
    const middle = n((x + toX) / 2)
    return `C${middle} ${y} ${middle} ${toY} ${n(toX)} ${toY}`
  }
  return drawn(`M${n(x1)} ${from}${curve(x1, from, begin, lane)}H${n(end)}${curve(end, lane, x2, to)}`, x2, to, false)
}

const drawn = (d: string, x: number, y: number, near: boolean) => ({ d, end: { x: n(x), y }, near })
const n = (number: number) => Math.round(number * 100) / 100
