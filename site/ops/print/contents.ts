import { writeTight } from '../../shared/markdown'
import { printedId } from '../print-address'
import { element, rootOf } from '../runbook/nodes.ts'
import type { PrintedTeam } from '../view/print'
import { pageOf } from '../view/reference'

type Named = Pick<PrintedTeam, 'name'> & {
  runbooks: readonly Pick<PrintedTeam['runbooks'][number], 'id' | 'title' | 'alerts'>[]
}

/** What stands on the page of all runbooks: each team's, with the alerts that page for them. In HTML. */
export const contentsOf = (teams: readonly Named[]): string =>
  writeTight(
    rootOf([
      element(
        'ul',
        { className: ['toc'] },
        element('li', {}, element('a', { href: '#ev:people' }, 'Whom to call')),
        ...teams.filter(({ runbooks }) => runbooks.length > 0).map(team),
      ),
    ]),
  )

const team = ({ name, runbooks }: Named) =>
  element(
    'li',
    {},
    element('span', { className: ['quiet'] }, name),
    element(
      'ul',
      {},
      ...runbooks.map(({ id, title, alerts }) =>
        element(
          'li',
          {},
          element('a', { href: `#${printedId(pageOf('runbook', id)) ?? ''}` }, title),
          ...(alerts.length === 0 ? [] : [' ', element('i', {}, alerts.join(', '))]),
        ),
      ),
    ),
  )
