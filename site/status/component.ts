import type { ComponentView } from '#model/status/component'
import type { StatusPage } from '#model/status/page'

/** A component of today or of old. Throws for another one: it has no page. */
export function componentOf({ components, retired }: StatusPage, id: string): ComponentView {
  const component = components.find((one) => one.id === id) ?? retired.find((one) => one.id === id)
  if (!component) throw new Error(`No component ${id}.`)
  return component
}
