import { InvalidArgumentError, Option, type Command } from 'commander'
import { withCommonFlags } from '../options.ts'
import type { RulesOptions } from '../rules/rules.ts'
import type { Terminal } from '../terminal.ts'

export const describeRules = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .argument('[files...]', "SLOs to read instead of the content's: OpenSLO v1 and v1alpha, Sloth, its manifests")
    .option('--out <dir>', 'write a file for each service into a folder instead of printing all')
    .addOption(
      new Option('--label <name=value>', 'a label of everything that is recorded; may be repeated')
        .argParser(label)
        .default({}, 'none'),
    )
    .option('--windows <file>', "burn rates and windows of your own: a file of Sloth's kind AlertWindows")
    .option('--exact', 'measure the whole period by its events, not as the mean of its minutes')
    .option('--guard', 'a service without events makes no errors: its budget stays a number')
    .action(async (files: string[], options: RulesOptions) =>
      (await import('../rules/rules.ts')).rules(files, options, terminal),
    )

/** https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/

function label(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=')
  const name = text.slice(0, at)
  if (at > 0 && NAME.test(name) && !name.startsWith('__')) return { ...before, [name]: text.slice(at + 1) }
  throw new InvalidArgumentError('Expected a name of letters, digits and "_", "=" and a value, such as team=payments.')
}
