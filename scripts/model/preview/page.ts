import { headline } from '../status/headline.ts'
import type { statusPage } from '../status/page.ts'
import type { OverallStatus } from '../status/overall.ts'
import type { ComponentStatus } from '../records/update.ts'

/** What the home page says at once before a merge and after it. */
export interface PageChange {
  overall: { before: OverallStatus['description']; after: OverallStatus['description'] }
  /** Titles of open incidents that the headline names, for no component is in trouble. */
  named: { before: string[]; after: string[] }
  /** Components whose state changes, in the order of the page. */
  states: { id: string; name: string; before: ComponentStatus; after: ComponentStatus }[]
}

type Page = ReturnType<typeof statusPage>

export function pageChange(was: Page, will: Page): PageChange {
  const states = new Map(was.components.map(({ id, status }) => [id, status]))
  const named = (page: Page) => headline(page).named.map(({ title }) => title ?? '')
  return {
    overall: { before: was.overall.description, after: will.overall.description },
    named: { before: named(was), after: named(will) },
    states: will.components.flatMap(({ id, name, status }) => {
      const then = states.get(id) ?? 'operational'
      return then === status ? [] : [{ id, name, before: then, after: status }]
    }),
  }
}
