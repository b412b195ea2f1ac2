import type { Element, ElementContent } from 'hast'
import type { Branch, Question } from '#model/runbook/decision-tree'
import { element } from './nodes.ts'
import { placeNamed, linkTo, type Places } from './step-links.ts'
import { treeDrawing } from './tree-drawing.ts'

/** Where a decision leads to beyond the runbook. */
export interface Exits {
  /** A runbook by its id: its title, and the address of its page. */
  runbook: (id: string) => { title: string; href: string | null }
  /** A team or a person: how they are called. */
  person: (who: string) => { name: string; href: string | null }
}

/**
 * A decision tree as nested lists: each answer that asks on leads to its question by an anchor, so that one walks it
 * without a script. Below it the same as a drawing.
 */
export function treeOf(
  tree: Question,
  { number, places, exits }: { number: number; places: Places; exits: Exits },
): Element {
  const ids = numbering(number)
  const around = { places, exits, ids }
  return element(
    'div',
    { className: ['tree'] },
    questionOf(tree, null, around),
    element(
      'details',
      { className: ['drawn'] },
      element('summary', {}, 'The whole tree as a drawing'),
      element(
        'div',
        { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Drawing of the decision tree' },
        treeDrawing(tree, (branch) => words(branch, exits)),
      ),
    ),
  )
}

interface TreeAround {
  places: Places
  exits: Exits
  ids: () => string
}

/** Where a tree begins, by its number on the page from 1. */
export const firstQuestion = (tree: number): string => `ev:q${tree}-1`

/** Ids that no heading can have: slugs hold no colon. The first is `firstQuestion`. */
function numbering(tree: number): () => string {
  let next = 0
  return () => `ev:q${tree}-${++next}`
}

function questionOf({ ask, branches }: Question, back: string | null, around: TreeAround): Element {
  const id = around.ids()
  return element(
    'div',
    { className: ['question'], id },
    element(
      'p',
      { className: ['ask'] },
      element('strong', {}, ask),
      back === null ? null : element('a', { href: `#${back}`, className: ['back'] }, 'One question back'),
    ),
    element('ul', {}, ...branches.map((branch) => answerOf(branch, id, around))),
  )
}

function answerOf({ answer, do: act, next }: Branch, from: string, around: TreeAround): Element {
  const { places, exits } = around
  const place = act === undefined ? undefined : placeNamed(places, act)
  const acts: ElementContent[] =
    act === undefined ? [] : [place === undefined ? element('span', { className: ['act'] }, act) : linkTo(place, act)]
  if (next && 'question' in next) {
    const inner = questionOf(next.question, from, around)
    const id = typeof inner.properties['id'] === 'string' ? inner.properties['id'] : ''
    return element('li', {}, element('p', {}, linkTo(id, answer), acts.length > 0 ? ': ' : null, ...acts), inner)
  }
  const end = next === undefined ? [] : [exitOf(next, exits)]
  return element(
    'li',
    {},
    element(
      'p',
      {},
      element('span', { className: ['answer'] }, answer),
      ' \u2192 ',
      ...acts,
      acts.length > 0 && end.length > 0 ? ', then ' : null,
      ...end,
    ),
  )
}

function exitOf(next: { runbook: string } | { escalate: string }, exits: Exits): Element {
  if ('runbook' in next) {
    const { title, href } = exits.runbook(next.runbook)
    return element('span', {}, 'runbook ', href === null ? title : element('a', { href }, title))
  }
  const { name, href } = exits.person(next.escalate)
  return element('span', {}, 'escalate to ', element('a', { href: href ?? '#ev:call' }, name))
}

/** What a branch says to do, in words. */
function words({ do: act, next }: Branch, exits: Exits): string | null {
  const end =
    next === undefined || 'question' in next
      ? null
      : 'runbook' in next
        ? `runbook ${exits.runbook(next.runbook).title}`
        : `escalate to ${exits.person(next.escalate).name}`
  return [act, end].filter((one) => one !== undefined && one !== null).join(', then ') || null
}
