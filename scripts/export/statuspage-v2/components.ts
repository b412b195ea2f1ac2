import type { ComponentView } from '#model/status/component'
import { publicIdOf } from '#model/publish/public-id'
import { worst } from '#model/status/overall'
import type { StatusPage } from '#model/status/page'
import { startOfDay, type Instant } from '#model/time'
import { time } from './time.ts'

/**
 * The component and group rows of a page, each written once. A group's row comes before those of its members;
 * `position` counts within the group, or among the groups and the components without one.
 */
export function componentRows(page: StatusPage, pageId: string) {
  const { site } = page
  const idOf = (component: string) => publicIdOf('component', component, site.url)
  const groupId = (name: string) => publicIdOf('group', name, site.url)
  const changed = lastChanges(page)
  const begun = ({ since }: ComponentView): Instant =>
    since === undefined ? LONG_AGO : startOfDay(since, site.time_zone)
  const updated = (component: ComponentView): Instant => changed.get(component.id) ?? begun(component)

  const row = (component: ComponentView, position: number, group: string | null) => ({
    id: idOf(component.id),
    name: component.name,
    status: component.status,
    created_at: time(begun(component)),
    updated_at: time(updated(component)),
    position,
    description: component.description ?? null,
    showcase: true,
    start_date: component.since ?? null,
    group_id: group,
    page_id: pageId,
    group: false,
    only_show_if_degraded: false,
  })
  const groupRow = (name: string, members: ComponentView[], position: number) => ({
    id: groupId(name),
    name,
    status: worst(members.map(({ status }) => status)),
    created_at: time(Math.min(...members.map(begun))),
    updated_at: time(Math.max(...members.map(updated))),
    position,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId,
    group: true,
    only_show_if_degraded: false,
    components: members.map(({ id }) => idOf(id)),
  })

  const rows = page.groups.flatMap(({ name, components }, i) =>
    name === null
      ? components.map((one) => ({ component: one.id, row: row(one, i + 1, null) }))
      : [
          { component: null, row: groupRow(name, components, i + 1) },
          ...components.map((one, j) => ({ component: one.id, row: row(one, j + 1, groupId(name)) })),
        ],
  )
  // What is retired stands in no group and no list, but in the incidents of its time.
  const retired = page.retired.map((one, i) => ({ component: one.id, row: row(one, page.groups.length + i + 1, null) }))
  const byComponent = new Map([...rows, ...retired].map(({ component, row: written }) => [component, written]))
  const names = new Map(
    [...page.components, ...page.retired].map(({ id, group, name }) => [
      id,
      group === undefined ? name : `${group} - ${name}`,
    ]),
  )

  return {
    all: rows.map(({ row: written }) => written),
    /** The rows of some components, whole. */
    of: (components: readonly string[]) => components.flatMap((component) => byComponent.get(component) ?? []),
    idOf,
    /** `Group - Child` for one in a group. */
    nameOf: (component: string): string => names.get(component) ?? page.names.get(component) ?? component,
  }
}

/** What clients read as the creation of a component that doesn't say since when it is one. */
const LONG_AGO = Date.UTC(2000, 0, 1)

/** When each component last changed its state, up to now. */
function lastChanges({ incidents, maintenances, now }: StatusPage): Map<string, Instant> {
  const changes = new Map<string, Instant>()
  // A duplicate sets nothing: the one that it repeats does.
  const originals = incidents.filter(({ duplicate_of }) => duplicate_of === null)
  for (const { spans } of [...originals, ...maintenances])
    for (const { component, from, to } of spans)
      for (const at of [from, to]) if (at <= now) changes.set(component, Math.max(changes.get(component) ?? at, at))
  return changes
}
