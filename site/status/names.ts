import { status } from './data'

/** The public name of each component of today's page. */
export const componentNames: ReadonlyMap<string, string> = new Map(status.components.map(({ id, name }) => [id, name]))
