import { InvalidArgumentError, Option, type Command } from 'commander'
import type { GithubAuditOptions } from '../github/audit.ts'
import type { GithubOptions } from '../github/github.ts'
import type { PostOptions } from '../github/post.ts'
import type { RecheckOptions } from '../github/recheck.ts'
import type { SetupOptions } from '../github/setup/setup.ts'
import { between, command } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeGithub = (group: Command, terminal: Terminal): Command =>
  group
    .addCommand(
      command('gate', 'judge the pull request that a workflow runs for, and tell it there')
        .option('--pr <number>', 'judge this one, whatever the event', between(1, 1e9))
        .option('--dry-run', 'print the verdict and leave GitHub as it is')
        .action(async (options: GithubOptions) => (await import('../github/github.ts')).githubGate(options, terminal)),
    )
    .addCommand(
      command(
        'recheck',
        'judge all open pull requests anew: a freeze, an incident or the time may stand against them now',
      )
        .option('--requests <number>', "spend at most so many of GitHub's requests", between(1, 100_000), 500)
        .option('--memory <file>', 'remember here when each was judged: the next run begins with the oldest verdict')
        .option('--dry-run', 'print the verdicts and leave GitHub as it is')
        .action(async (options: RecheckOptions) =>
          (await import('../github/recheck.ts')).githubRecheck(options, terminal),
        ),
    )
    .addCommand(
      command('post', 'write, commit and push what an issue, a comment or a dispatch asks for, and answer there')
        .option('--dispatch <workflow>', 'start this workflow afterwards: what a bot pushes starts none')
        .action(async (options: PostOptions) => (await import('../github/post.ts')).githubPost(options, terminal)),
    )
    .addCommand(
      command('audit', 'keep one issue up to date that says what time has made stale, and close it where nothing is')
        .option('--links', 'with links that died')
        .option('--dry-run', 'print it and leave GitHub as it is')
        .action(async (options: GithubAuditOptions) =>
          (await import('../github/audit.ts')).githubAudit(options, terminal),
        ),
    )
    .addCommand(
      command(
        'setup',
        "rules, environments, Pages and labels of a repository, by an administrator's token; takes nothing away",
      )
        .option('--dry-run', 'print what is and what would be, and change nothing')
        .option(
          '--repository <owner/name>',
          'which one (default: GITHUB_REPOSITORY, the git remote, site.yaml)',
          repositoryName,
        )
        .option('--app <id>', 'the App that tells the verdicts: its App ID, or its name in addresses')
        .option('--token-env <name>', 'the environment variable that holds the token', 'GITHUB_TOKEN')
        .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
        .action(async (options: SetupOptions) =>
          (await import('../github/setup/setup.ts')).githubSetup(options, terminal),
        ),
    )

function repositoryName(value: string): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(value)) return value
  throw new InvalidArgumentError('Expected owner/name.')
}
