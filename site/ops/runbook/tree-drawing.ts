import type { Element } from 'hast'
import type { Branch, Question } from '#model/runbook/decision-tree'
import { element } from './nodes.ts'

const COLUMN = 230
const WIDTH = 176
const LINE = 17
const GAP = 14
/** Signs of a line; a sign is some 7 px wide. */
const SIGNS = 22

/** A box of the drawing, with those that follow from it to its right. */
interface Box {
  lines: string[]
  asks: boolean
  depth: number
  y: number
  height: number
  next: { answer: string; box: Box }[]
}

/** A tree from left to right: questions outlined, what to do filled, the answer at the line between. */
export function treeDrawing(tree: Question, actOf: (branch: Branch) => string | null): Element {
  let bottom = 0
  const place = (words: string, asks: boolean, depth: number, branches: readonly Branch[]): Box => {
    const lines = wrapped(words)
    const height = lines.length * LINE + 12
    const top = bottom
    const next = branches.map((branch) => ({
      answer: branch.answer,
      box:
        branch.next && 'question' in branch.next
          ? place(
              [actOf(branch), branch.next.question.ask].filter(Boolean).join('. '),
              true,
              depth + 1,
              branch.next.question.branches,
            )
          : place(actOf(branch) ?? '', false, depth + 1, []),
    }))
    bottom = Math.max(bottom, top + height + LINE + GAP)
    const [first, last] = [next[0]?.box, next.at(-1)?.box]
    const middle = first && last ? (first.y + last.y + last.height) / 2 : top + LINE + height / 2
    return { lines, asks, depth, y: Math.max(top + LINE, middle - height / 2), height, next }
  }
  const root = place(tree.ask, true, 0, tree.branches)
  const boxes: Box[] = []
  const collect = (box: Box) => {
    boxes.push(box)
    for (const { box: inner } of box.next) collect(inner)
  }
  collect(root)
  const width = Math.max(...boxes.map(({ depth }) => depth)) * COLUMN + WIDTH + 4
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + 4
  return element(
    'svg',
    {
      className: ['tree-drawing'],
      width: px(width),
      height: px(height),
      viewBox: `0 0 ${width} ${height}`,
      ariaHidden: 'true',
    },
    ...boxes.flatMap((box) => [
      ...box.next.map(({ box: to }) => line(box, to)),
      drawn(box),
      ...box.next.map(({ answer, box: to }) => label(answer, to)),
    ]),
  )
}

const left = ({ depth }: Box): number => depth * COLUMN + 2

/** As an attribute. */
const px = (value: number): string => String(Math.round(value))

const line = (from: Box, to: Box) => {
  const [x1, y1, x2, y2] = [left(from) + WIDTH, from.y + from.height / 2, left(to), to.y + to.height / 2]
  const middle = x1 + 14
  return element('path', { d: `M${x1} ${px(y1)}H${middle}V${px(y2)}H${x2}` })
}

const drawn = (box: Box) =>
  element(
    'g',
    { className: [box.asks ? 'asks' : 'acts-on'] },
    element('rect', { x: px(left(box)), y: px(box.y), width: px(WIDTH), height: px(box.height), rx: '4' }),
    ...box.lines.map((words, i) =>
      element('text', { x: px(left(box) + 8), y: px(box.y + 6 + LINE * (i + 0.75)) }, words),
    ),
  )

/** Above the box that it leads to: there is room. */
const label = (answer: string, to: Box) =>
  element('text', { className: ['answer'], x: px(left(to)), y: px(to.y - 5) }, cut(answer))

const cut = (words: string) => (words.length > SIGNS + 2 ? `${words.slice(0, SIGNS + 1)}\u2026` : words)

/** Words in lines of some 25 signs, four at most: the list has them whole. */
function wrapped(words: string): string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < SIGNS) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(cut(word))
  }
  return lines.length <= 4 ? lines : [...lines.slice(0, 3), `${lines[3] ?? ''}\u2026`]
}
