import { parseAlertGroup, type AlertGroup } from '#model/incident/alertmanager'
import type { Terminal } from '../terminal.ts'
import { inputText } from './input-text.ts'

/** Reads a message of Alertmanager's webhook from a file, or `-`: from what is piped. */
export async function alertMessage(file: string, terminal: Terminal): Promise<AlertGroup | { error: string }> {
  const input = await inputText(file, terminal, "fewer alerts. Set `max_alerts` in Alertmanager's `webhook_configs`.")
  if ('error' in input) return input
  const read =
    input.text === ''
      ? { error: 'unexpected emptiness, expected a message of Alertmanager’s webhook.' }
      : parseAlertGroup(input.text)
  return 'error' in read ? { error: `${input.name}: ${read.error}` } : read
}
