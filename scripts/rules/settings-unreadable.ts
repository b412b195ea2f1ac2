import type { GateFinding } from '#model/gate/context'
import type { Severity } from '#model/diagnostic'
import type { Unreadable, WhileUnreadable } from '#model/gate/settings-files'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'settings-unreadable',
  severity: 'error',
  scope: 'gate',
  doc: 'Teams, policy, services, freezes, templates and SLOs of what a pull request goes into can be read, whole and under their own names: what stands in one that can’t be might stop it. A warning where the pull request does nothing but mend them, or is of incidents alone; and where there are no teams yet, so that those that it brings count.',
  *check({ mode, unreadable: { files, meanwhile }, isFirst, head }) {
    for (const one of files) yield unreadable(one, mode === 'start' ? 'begins' : meanwhile)
    const [first] = head.teams
    if (isFirst && first)
      yield {
        change: null,
        severity: 'warning',
        at: { file: first.file, path: [] },
        message: 'Unexpected first teams: what this goes into has none, so those that it brings say who may approve.',
        help: 'Look at who is in them before you merge: from then on they are asked, and a lead approves who joins.',
      }
  },
})

function unreadable({ file, line, column, why }: Unreadable, doing: WhileUnreadable | 'begins'): GateFinding {
  const where = doing === 'begins' ? '' : ' in what this goes into'
  return {
    change: null,
    severity: SEVERITY[doing],
    at: { file, span: { line, column, end_line: line, end_column: column + 1 } },
    message: `Unexpected settings${where} that can't be read: ${why}`,
    help: HELP[doing],
  }
}

const SEVERITY: Record<WhileUnreadable | 'begins', Severity> = {
  stops: 'error',
  begins: 'error',
  mends: 'warning',
  posts: 'warning',
}

const HELP: Record<WhileUnreadable | 'begins', string> = {
  stops:
    'Nobody knows what it would have said. Mend it first, in a pull request that touches nothing else; where no team can be read, whoever administers the repository mends it.',
  begins: 'Nobody knows what it would have said. Mend it before the work begins.',
  mends: 'Until this is merged it counts for nothing; who approves is read from the others.',
  posts: 'It stops every other pull request. Mend it in one that touches nothing else.',
}
