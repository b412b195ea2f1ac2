/** Of `/api/v2/summary.json`, what tells one state of the page from another. */
export interface Summary {
  page: { updated_at: string }
  status: { indicator: string; description: string }
  components: readonly { id: string; status: string }[]
  incidents: readonly { id: string; updated_at: string }[]
  scheduled_maintenances: readonly { id: string; updated_at: string }[]
}

/**
 * A short name for what a summary says: another one as soon as a reader would see something else, the same one however
 * often the same state is published again. Throws a TypeError for what isn't a summary.
 */
export function stateKey({ status, components, incidents, scheduled_maintenances }: Summary): string {
  const essentials = [
    status.indicator,
    status.description,
    components.map(({ id, status: state }) => [id, state]),
    ...[incidents, scheduled_maintenances].map((events) => events.map(({ id, updated_at }) => [id, updated_at])),
  ]
  return fingerprint(JSON.stringify(essentials))
}

/** FNV-1a of 32 bits, over UTF-16 units. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
