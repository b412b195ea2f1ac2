import type { Heading, Paragraph, RootContent } from 'mdast'
import { wordOf } from '#model/incident/posted/form-words'
import type { CommentCommand } from '#model/incident/posted/reading'
import { meant } from '#model/records/near-miss'
import { COMPONENT_STATUSES, type ComponentStatus, type INCIDENT_STATES } from '#model/records/update'
import { parseMarkdown } from './markdown.ts'
import { outsideHtml } from './outside-html.ts'
import { withoutQuotedMail } from './quoted-mail.ts'

/** As it was meant: with ends of lines of one kind, and a command's slash as keyboards of other scripts and clipboards have it. */
const typed = (markdown: string): string =>
  markdown.replaceAll(/\r\n?/g, '\n').replaceAll(/^[\u200B\u2060\uFEFF]{0,4}[/\uFF0F\u2044](?=[a-z])/gim, '/')

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
 * list, in code or within HTML is none. All that follows is its text, but for what a mail quotes below. What is one slip away from a command, or from a component and its
 * state, is an error: whoever typed it on a phone would take silence for a yes, and customers would read the rest.
 */
export function commandIn(markdown: string): CommentCommand | { error: string } | null {
  const text = typed(markdown)
  const tree = parseMarkdown(text)
  if ('over' in tree) return null
  const said = outsideHtml(tree.children)
  const [first, second] = said.flatMap((node) => startsIn(node, text, LINE))
  if (first === undefined) return misspelt(text, said)
  if (first >= withoutQuotedMail(text).length) return { error: QUOTED }
  const own = withoutQuotedMail(text.slice(first))
  if (second !== undefined && second < first + own.length)
    return { error: 'Unexpected second command in a comment, expected one: each update is a comment of its own.' }
  const [, verb = '', rest = ''] = COMMAND.exec(own) ?? []
  const settings = settingsIn(rest)
  if ('error' in settings) return settings
  return { state: STATES[verb.toLowerCase()], components: settings.components, text: settings.words }
}

const QUOTED =
  'Unexpected command within a mail that is quoted, expected it above: nothing is posted anew by an answer that brings it along.'

const COMMAND = /^\/(update|investigating|identified|monitoring|resolved?)(?![\w/-]):?([^]*)$/i
const LINE = /^\/(?:update|investigating|identified|monitoring|resolved?)(?![\w/-])/i
/** A command's place, with another word: not a path, which goes on with a slash or a dot. */
const WORD = /^\/[^\S\n]*([a-z]{3,20})(?![\w/.-])/i

/** Says which command was meant where a line begins with a word that is almost one. */
function misspelt(text: string, nodes: readonly RootContent[]): { error: string } | null {
  for (const at of nodes.flatMap((node) => startsIn(node, text, WORD))) {
    const word = (WORD.exec(text.slice(at))?.[1] ?? '').toLowerCase()
    const command = meant(word, Object.keys(STATES))
    if (command === word) return { error: `Unexpected blank in \`/ ${word}\`, expected \`/${word}\`.` }
    if (command !== null)
      return { error: `Unexpected command \`/${word}\`, expected such as \`/update\`. Did you mean \`/${command}\`?` }
  }
  return null
}

/** Where lines of a paragraph begin in such a way, in its own text: not within marks, links or code. */
function startsIn(node: RootContent, text: string, beginning: RegExp): number[] {
  // Words with a line of dashes below, as mail programs put it above a signature, are a heading to Markdown.
  if (node.type !== 'paragraph' && !(node.type === 'heading' && text[node.position?.start.offset ?? 0] === '/'))
    return []
  return plainParts(node).flatMap(({ from, to }) => {
    const found: number[] = []
    for (let at = from; at < to; at = nextLine(text, at, to))
      if ((at === 0 || text[at - 1] === '\n') && beginning.test(text.slice(at, to))) found.push(at)
    return found
  })
}

const nextLine = (text: string, at: number, to: number): number => {
  const end = text.indexOf('\n', at)
  return end === -1 ? to : end + 1
}

const plainParts = ({ children }: Paragraph | Heading): { from: number; to: number }[] =>
  outsideHtml(children).flatMap(({ type, position }) =>
    type === 'text' && position?.start.offset !== undefined && position.end.offset !== undefined
      ? [{ from: position.start.offset, to: position.end.offset }]
      : [],
  )

/** Settings stand right after the command, on its line. */
function settingsIn(rest: string): { components: Record<string, ComponentStatus>; words: string } | { error: string } {
  const components: [string, ComponentStatus][] = []
  let words = rest
  for (;;) {
    const [all = '', id = '', said = ''] = /^[^\S\n]*([\w-]+)[^\S\n]*=[^\S\n]*([\w-]*)/.exec(words) ?? []
    if (all === '') {
      const late = stateAmong(words)
      return late === null ? { components: Object.fromEntries(components), words: words.trim() } : { error: late }
    }
    const status = wordOf(said, COMPONENT_STATUSES)
    if (status === undefined || !/^(?:\s|$)/.test(words.slice(all.length))) return { error: unknownState(id, said) }
    components.push([id, status])
    words = words.slice(all.length)
  }
}

/** What names a component and its state among the words, where nobody means it to be read: customers would, and nothing would change. */
function stateAmong(words: string): string | null {
  for (const [all, id = '', said = ''] of words.matchAll(/(?<![\w/?&=.-])([\w-]+)=([\w-]+)/g)) {
    const state = wordOf(said, COMPONENT_STATUSES) ?? meant(said, COMPONENT_STATUSES)
    if (state !== null)
      return `Unexpected \`${all}\` among the words, expected it right behind the command: \`/update ${id}=${state} …\``
  }
  return null
}

function unknownState(id: string, said: string): string {
  const near = meant(said, COMPONENT_STATUSES)
  const hint = near === null ? '' : ` Did you mean \`${id}=${near}\`?`
  return `Unexpected state \`${said}\` of \`${id}\`, expected one of ${COMPONENT_STATUSES.join(', ')}, and a blank behind it.${hint} Words that are to begin so stand in the next line.`
}
