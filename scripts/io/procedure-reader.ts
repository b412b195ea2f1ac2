import type { Code, Nodes, RootContent } from 'mdast'
import type { Body, TextSpan } from '#model/records/body'
import { sectionsOf } from '#model/records/runbook'
import { NO_PROCEDURE, type Block, type Decision, type Procedure, type Step } from '#model/runbook/procedure'
import { withPlainBreaks } from '#model/runbook/command'
import { exitsOf, readTree, type Question } from '#model/runbook/decision-tree'
import { locator } from './locate.ts'
import { knownOutline, outlineOfTree, parseMarkdown, plainText, rememberOutline } from './markdown.ts'
import { readAnyYaml } from './yaml-reader.ts'

const procedures = new WeakMap<Body, Procedure>()

/** What a runbook's text tells one to do. Read on first use and kept with the body. */
export function procedureOf(body: Body): Procedure {
  const known = procedures.get(body)
  if (known) return known
  const procedure = read(body)
  procedures.set(body, procedure)
  return procedure
}

/** The procedure of a body where somebody has asked for it already. */
export const knownProcedure = (body: Body): Procedure | undefined => procedures.get(body)

/** Tells the procedure of a body that is known from before. */
export const rememberProcedure = (body: Body, procedure: Procedure): unknown => procedures.set(body, procedure)

/** What a runbook says to expect: a line, or an item, that begins so. */
const EXPECTED = /^\W{0,8}expect(?:ed|ation)?\b[^:]{0,60}:/i
const saysExpected = (text: string) => text.split('\n').some((line) => EXPECTED.test(line))

function read(body: Body): Procedure {
  // Without a fence there is nothing to run, and no tree.
  if (!/^ {0,12}(?:[-*+>] {1,4})?(?:```|~~~)/m.test(body.markdown)) return NO_PROCEDURE
  const tree = parseMarkdown(body.markdown)
  if ('over' in tree) return NO_PROCEDURE
  // The tree is most of the work: what else is asked of it is taken along.
  if (!knownOutline(body)) rememberOutline(body, outlineOfTree(tree, body))
  const top = Math.min(
    ...tree.children.flatMap((node) =>
      node.type === 'heading' && sectionsOf(plainText(node)).length > 0 ? [node.depth] : [],
    ),
  )
  const decisions: Decision[] = []
  const steps: Step[] = []
  let section: string | null = null
  let step: Step | null = null
  for (const node of tree.children) {
    if (node.type === 'heading') {
      const heading = plainText(node)
      if (node.depth === top && sectionsOf(heading).length > 0) section = sectionsOf(heading).at(-1) ?? null
      else if (node.depth <= top) section = null
      steps.push((step = { section, heading, blocks: [], expects: false }))
      continue
    }
    if (step === null) steps.push((step = { section, heading: '', blocks: [], expects: false }))
    take(node, step, body, decisions)
  }
  return { steps, decisions }
}

function take(node: RootContent, step: Step, body: Body, decisions: Decision[]) {
  const walk = (inner: Nodes) => {
    if (inner.type === 'code') {
      const block = blockOf(inner, body)
      if (block.language === 'decision') decisions.push(decisionOf(block))
      else step.blocks.push(block)
    } else if (inner.type === 'paragraph') step.expects ||= saysExpected(plainText(inner))
    else if ('children' in inner) inner.children.forEach(walk)
  }
  walk(node)
}

function blockOf({ lang, value, position }: Code, { line }: Body): Block {
  const start = position?.start ?? { line: 1, column: 1 }
  const end = position?.end ?? start
  const above = line - 1
  return {
    language: lang ?? null,
    text: withPlainBreaks(value),
    span: { line: start.line + above, column: start.column, end_line: end.line + above, end_column: end.column },
  }
}

function decisionOf({ text, span }: Block): Decision {
  // Its lines begin below the fence, as far right as that.
  const within = (at: TextSpan): TextSpan => ({
    line: at.line + span.line,
    column: at.column + span.column - 1,
    end_line: at.end_line + span.line,
    end_column: at.end_column + span.column - 1,
  })
  const { data, problems } = readAnyYaml('', text)
  if (problems.length > 0)
    return {
      faults: problems.map(({ at, message, help }) => ({ span: 'span' in at ? within(at.span) : span, message, help })),
      exits: [],
    }
  const placeOf = locator('tree.yaml', text)
  const found = readTree(data)
  if ('faults' in found)
    return {
      faults: found.faults.map(({ path, key, message, help }) => ({
        span: within(placeOf(path, 0, key)),
        message,
        help,
      })),
      exits: [],
    }
  const exits = [...exitsOf(found.tree)].map(({ kind, id, path }) => ({ kind, id, span: within(placeOf(path)) }))
  return { faults: [], exits }
}

/**
 * The tree of a `decision` block, or as much of it as can be followed where something is wrong with it; null where
 * nothing can.
 */
export function treeIn(text: string): { tree: Question; whole: boolean } | null {
  const { data, problems } = readAnyYaml('', text)
  const found = problems.length > 0 ? null : readTree(data)
  if (!found) return null
  if ('tree' in found) return { tree: found.tree, whole: true }
  return found.sound && { tree: found.sound, whole: false }
}
