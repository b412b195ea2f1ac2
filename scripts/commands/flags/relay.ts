import { InvalidArgumentError, Option, type Command } from 'commander'
import { between, withCommonFlags } from '../options.ts'
import type { RelayOptions } from '../relay/relay.ts'
import type { Terminal } from '../terminal.ts'
import { by, remoteFlag, someText } from './values.ts'

const MORE = `
Scripts that write to Statuspage change their host and their key, and nothing else:
  curl -X POST http://127.0.0.1:4380/v1/pages/$PAGE_ID/incidents -H "Authorization: OAuth $KEY" \\
    -d '{"incident": {"name": "Elevated Error Rates", "status": "investigating", "impact_override": "minor"}}'
It is answered once it is pushed. Only this machine is listened to, unless --host says otherwise: put TLS before it.`

export const describeRelay = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .addOption(
      new Option(
        '--token-env <name>',
        'the environment variable that holds the key, which scripts send as Authorization: OAuth KEY',
      )
        .argParser(variable)
        .makeOptionMandatory(),
    )
    .option('--port <n>', 'the port', between(0, 65_535), 4380)
    .option('--host <address>', 'the address that is listened at', someText, '127.0.0.1')
    .option(
      '--page <id>',
      'the id that scripts have for the page, beside its own: that of the Statuspage they wrote to',
      anId,
    )
    .option('--team <id>', 'the team of a service that a new component becomes', someText)
    .option('--tier <n>', 'its tier, 1 critical to 4 internal tooling', between(1, 4))
    .option('--branch <name>', "the branch that is pushed to (default: the remote's first)", someText)
    .addOption(remoteFlag())
    .option('--by <handle>', 'who the commits are by (default: evenkeel-relay)', someText)
    .addHelpText('after', MORE)
    .action(async (options: RelayOptions) => (await import('../relay/relay.ts')).relay(options, terminal))

const anId = by((text) => (/^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : { error: 'Expected letters, digits, - and _.' }))

function variable(text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) return text
  throw new InvalidArgumentError(
    'Expected the name of an environment variable, such as RELAY_TOKEN: never the key itself.',
  )
}
