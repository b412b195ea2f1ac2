import type { Paragraph, RootContent } from 'mdast'
import type { CommentCommand } from '#model/incident/posted/reading'
import { COMPONENT_STATUSES, type ComponentStatus, type INCIDENT_STATES } from '#model/records/update'
import { parseMarkdown } from './markdown.ts'

const STATES: Readonly<Record<string, (typeof INCIDENT_STATES)[number] | undefined>> = {
  update: undefined,
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolve: 'resolved',
  resolved: 'resolved',
}

/**
 * The command of a comment, at the beginning of a line of plain text: `/update`, `/investigating`, `/identified`,
 * `/monitoring` or `/resolve`, how components are (`checkout=operational`), and what customers read. What is quoted, in a
 * list or in code is none. All that follows is its text.
 */
export function commandIn(markdown: string): CommentCommand | { error: string } | null {
  const text = markdown.replaceAll(/\r\n?/g, '\n')
  const tree = parseMarkdown(text)
  if ('over' in tree) return null
  const starts = tree.children.flatMap((node) => startsIn(node, text))
  const [first, second] = starts
  if (first === undefined) return null
  if (second !== undefined)
    return { error: 'Unexpected second command in a comment, expected one: each update is a comment of its own.' }
  const [, verb = '', rest = ''] = COMMAND.exec(text.slice(first)) ?? []
  const { components, words } = settingsIn(rest)
  return { state: STATES[verb], components, text: words }
}

const COMMAND = /^\/(update|investigating|identified|monitoring|resolved?)(?![\w/-])([^]*)$/
const LINE = /^\/(?:update|investigating|identified|monitoring|resolved?)(?![\w/-])/

/** Where lines of a paragraph begin with a command, in its own text: not within marks, links or code. */
function startsIn(node: RootContent, text: string): number[] {
  if (node.type !== 'paragraph') return []
  return plainParts(node).flatMap(({ from, to }) => {
    const found: number[] = []
    for (let at = from; at < to; at = nextLine(text, at, to))
      if ((at === 0 || text[at - 1] === '\n') && LINE.test(text.slice(at, to))) found.push(at)
    return found
  })
}

const nextLine = (text: string, at: number, to: number): number => {
  const end = text.indexOf('\n', at)
  return end === -1 ? to : end + 1
}

const plainParts = ({ children }: Paragraph): { from: number; to: number }[] =>
  children.flatMap(({ type, position }) =>
    type === 'text' && position?.start.offset !== undefined && position.end.offset !== undefined
      ? [{ from: position.start.offset, to: position.end.offset }]
      : [],
  )

/** Settings stand right after the command. */
function settingsIn(rest: string): { components: Record<string, ComponentStatus>; words: string } {
  const components: [string, ComponentStatus][] = []
  let words = rest
  for (;;) {
    const [all = '', id = '', said] = /^[^\S\n]*([\w-]+)=([a-z_]+)(?=\s|$)/.exec(words) ?? []
    const status = COMPONENT_STATUSES.find((one) => one === said)
    if (status === undefined) return { components: Object.fromEntries(components), words: words.trim() }
    components.push([id, status])
    words = words.slice(all.length)
  }
}
