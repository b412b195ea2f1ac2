import type { Diagnostic } from '#model/diagnostic'
import type { Runbook } from '#model/records/runbook'

/*
 * What a mistake in a runbook may hide. A value that can't be read may be that of any field; another key says nothing of
 * them, unless it is nearly theirs and couldn't be taken for it.
 */

const hides = ({ rule, message }: Diagnostic, keys: RegExp): boolean =>
  ['file-readable', 'front-matter', 'yaml-syntax'].includes(rule) ||
  (rule === 'schema' && (!/^(?:Missing|Unexpected key)/.test(message) || keys.test(message)))

/** Whether it may hide which alerts the runbook is for. */
export const hidesAlerts = (error: Diagnostic): boolean => hides(error, /`(?:alert|alias)/)

/** Whether mistakes may hide for which alerts or services a runbook is: of one of the two nothing could be read. */
export const hideWhatItIsFor = (
  errors: readonly Diagnostic[],
  { services, alerts, aliases }: Pick<Runbook, 'services' | 'alerts' | 'aliases'>,
): boolean =>
  (services.length === 0 && errors.some((error) => hides(error, /`service/))) ||
  (alerts.length + aliases.length === 0 && errors.some(hidesAlerts))
