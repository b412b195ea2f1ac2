import { Command, CommanderError } from 'commander'
import { version } from '#io/project'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Gives a named command its flags, and what it does. */
type Describe = (command: Command, terminal: Terminal) => Command

interface Verb {
  name: string
  summary: string
  describe: () => Promise<Describe>
}

/** The commands in the order of the help. What one needs is loaded when it is named, its work when it runs. */
const VERBS: readonly Verb[] = [
  {
    name: 'init',
    summary:
      'a repository of your own: content/, package.json, workflows, CODEOWNERS. Asks, or takes flags; overwrites nothing',
    describe: async () => (await import('./flags/init.ts')).describeInit,
  },
  {
    name: 'validate',
    summary: 'read all records, run the record rules, print the findings',
    describe: async () => (await import('./flags/validate.ts')).describeValidate,
  },
  {
    name: 'build',
    summary: 'write the public status page and the internal ops site',
    describe: async () => (await import('./flags/build.ts')).describeBuild,
  },
  {
    name: 'verify',
    summary: 'search a built public site for internal strings of the content',
    describe: async () => (await import('./flags/verify.ts')).describeVerify,
  },
  {
    name: 'preview',
    summary: 'show both sites as the content is now, as you write: the status page on N, the ops site on N+1',
    describe: async () => (await import('./flags/preview.ts')).describePreview,
  },
  {
    name: 'notify',
    summary: 'tell every channel of site.yaml what has become public since it was told last, once',
    describe: async () => (await import('./flags/notify.ts')).describeNotify,
  },
  {
    name: 'serve',
    summary: 'serve a build on loopback: the public site on N, the ops site on N+1',
    describe: async () => (await import('./flags/serve.ts')).describeServe,
  },
  {
    name: 'gate',
    summary: 'judge a pull request, or whether one change may start now',
    describe: async () => (await import('./flags/gate.ts')).describeGate,
  },
  {
    name: 'budget',
    summary: 'error budget left, with everything that it was spent on',
    describe: async () => (await import('./flags/budget.ts')).describeBudget,
  },
  {
    name: 'measure',
    summary: 'fill measurements/ from a Prometheus: by day, resumable, gaps stay gaps',
    describe: async () => (await import('./flags/measure.ts')).describeMeasure,
  },
  {
    name: 'rules',
    summary: 'write Prometheus rules and alerts for the SLOs of the content, or of files',
    describe: async () => (await import('./flags/rules.ts')).describeRules,
  },
  {
    name: 'alerts',
    summary: 'which alerts lead to a runbook, and which runbooks no alert leads to',
    describe: async () => (await import('./flags/alerts.ts')).describeAlerts,
  },
  {
    name: 'import',
    summary: "write records from a peer's export; twice changes nothing",
    describe: async () => (await import('./flags/import.ts')).describeImport,
  },
  {
    name: 'audit',
    summary: 'print what time has made stale; it never blocks a pull request',
    describe: async () => (await import('./flags/audit.ts')).describeAudit,
  },
  {
    name: 'handover',
    summary: 'what the next one on call has to know: open, running, next, overdue, changed',
    describe: async () => (await import('./flags/handover.ts')).describeHandover,
  },
  {
    name: 'incident',
    summary: 'open, update or resolve an incident: one command, one diff to commit; says what customers will see',
    describe: async () => (await import('./flags/incident.ts')).describeIncident,
  },
  {
    name: 'relay',
    summary: "answer as Statuspage's API v1: what scripts post is committed, pushed, and answered with its id",
    describe: async () => (await import('./flags/relay.ts')).describeRelay,
  },
  {
    name: 'change',
    summary: 'write down that a change begins or ends: its status, and its outcome at --now',
    describe: async () => (await import('./flags/change.ts')).describeChange,
  },
  {
    name: 'runbook',
    summary: 'write down that a runbook was tested: `last_tested`, and by whom',
    describe: async () => (await import('./flags/runbook.ts')).describeRunbook,
  },
  {
    name: 'new',
    summary: 'write a valid record with the next id; asks on a terminal, takes flags elsewhere',
    describe: async () => (await import('./flags/new.ts')).describeNew,
  },
  {
    name: 'github',
    summary: 'the gate on GitHub: a status, a comment and the reviewers that are missing',
    describe: async () => (await import('./flags/github.ts')).describeGithub,
  },
  {
    name: 'gitlab',
    summary: 'the gate on GitLab: a job that is green where enough have approved',
    describe: async () => (await import('./flags/gitlab.ts')).describeGitlab,
  },
  {
    name: 'approvals',
    summary: 'who approved which plan',
    describe: async () => (await import('./flags/approvals.ts')).describeApprovals,
  },
]

/** The commands, of which those that are named know their flags. Made anew for each run: a command keeps its flags' values. */
export async function programFor(args: readonly string[], terminal: Terminal): Promise<Command> {
  const program = new Command('evenkeel')
    .description("An operations team's records in git: checked in pull requests, published as two static sites.")
    .version(version(), '-V, --version', 'print the version')
    .showHelpAfterError('Run with --help to see how it is used.')
    .configureHelp({ subcommandTerm: (command) => command.name() })
  for (const { name, summary, describe } of VERBS) {
    const command = new Command(name).description(summary)
    program.addCommand(args.includes(name) ? (await describe())(command, terminal) : command)
  }
  settle(program, terminal)
  return program
}

/** Runs a command line to its end, and says what it ends with. */
export async function evenkeel(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = await programFor(args, terminal)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === 'commander.excessArguments')
        terminal.err("Is it a text of several words? It stands in quotes: --text 'We are looking into it.'\n")
      return error.exitCode === 0 ? 0 : 2
    }
    const { Unreachable } = await import('#io/git/unreachable')
    if (error instanceof Unreachable) {
      terminal.err(`${error.message}\n`)
      return 1
    }
    const { diskFault } = await import('#io/disk-fault')
    const fault = diskFault(error)
    if (fault !== null) {
      terminal.err(`${fault}\n`)
      return 1
    }
    if (!(error instanceof UsageError)) throw error
    terminal.err(`${error.message}\n`)
    return 2
  }
  return terminal.exitCode
}

/** Commander says what is wrong itself, on the terminal; wrong flags exit 2, help exits 0. */
function settle(command: Command, terminal: Terminal) {
  command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
  for (const child of command.commands) settle(child, terminal)
}
