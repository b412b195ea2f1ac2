/** The `source.kind` of an incident that an alert opened: it is our own, and no import. */
export const ALERT_SOURCE = 'alertmanager'

/** Whether a record was taken over from elsewhere: nobody remembers more of it than it says. */
export const isImported = ({ source }: { source?: { kind: string } | undefined }): boolean =>
  source !== undefined && source.kind !== ALERT_SOURCE
