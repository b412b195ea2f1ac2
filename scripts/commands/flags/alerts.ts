import { Option, type Command } from 'commander'
import type { AlertsOptions } from '../alerts/alerts.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeAlerts = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .option(
      '--rules <files...>',
      "rule files to read instead of the content's: plain ones and PrometheusRule manifests",
    )
    .option('--runbooks <dir>', "runbooks to read instead of the content's, of any making")
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .action(async (options: AlertsOptions) => (await import('../alerts/alerts.ts')).alerts(options, terminal))
