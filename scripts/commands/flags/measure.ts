import { InvalidArgumentError, Option, type Command } from 'commander'
import { parseInstant } from '#model/time'
import type { MeasureOptions } from '../measure/measure.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { by } from './values.ts'

export const describeMeasure = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .argument('[slo]', 'the id of one SLO (default: all of them)')
    .addOption(
      new Option('--prometheus <url>', 'where the Prometheus is, with the path below which its API lies')
        .argParser(address)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--since <time>',
        'measure days that begin then or later (default: the window of the SLO, and back to where its last row ends)',
      ).argParser(by(parseInstant)),
    )
    .addHelpText(
      'after',
      '\nCredentials come from the environment: EVENKEEL_PROMETHEUS_TOKEN, or EVENKEEL_PROMETHEUS_USER and EVENKEEL_PROMETHEUS_PASSWORD.',
    )
    .action(async (slo: string | undefined, options: MeasureOptions) =>
      (await import('../measure/measure.ts')).measure(slo, options, terminal),
    )

function address(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new InvalidArgumentError(
      'Expected an address such as https://prometheus.acme.example or http://host/prometheus.',
    )
  // They would stand in lists of processes and in logs.
  if (url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('Expected an address without credentials: those come from the environment.')
  return url
}
