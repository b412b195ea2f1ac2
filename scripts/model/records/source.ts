/** The `source.kind` of an incident that an alert opened: it is our own, and no import. */
export const ALERT_SOURCE = 'alertmanager'
/** That of a record that was posted, by a form or over an API; its `id` is the key that it was posted with. */
export const POST_SOURCE = 'post'

const OWN: ReadonlySet<string> = new Set([ALERT_SOURCE, POST_SOURCE])

/** Whether a record was taken over from elsewhere: nobody remembers more of it than it says. */
export const isImported = ({ source }: { source?: { kind: string } | undefined }): boolean =>
  source !== undefined && !OWN.has(source.kind)
