import { openGithub } from '#io/github'
import { diagnose } from '#io/diagnose'
import { readContent } from '#io/catalog-reader'
import { deadLinks } from '#assess/dead-links'
import { auditContent } from '#assess/audit'
import { forgeFile } from '#report/forge-file'
import { AUDIT_MARKER, auditIssue, type FoundStale } from '#report/audit-issue'
import { linksKnown } from '../audit.ts'
import { neededRepository } from '../needed-repository.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { actionsEnvironment } from './actions-environment.ts'
import { inWords, print, summarise } from './workflow-log.ts'

export interface GithubAuditOptions extends CommonOptions {
  dryRun?: boolean
  links?: boolean
}

/** Keeps one issue up to date that says what time has made stale. */
export async function githubAudit(options: GithubAuditOptions, terminal: Terminal): Promise<void> {
  const around = actionsEnvironment(terminal.env)
  const { repository: name, server } = around
  const folder = contentFolder(options, terminal)
  const repository = await neededRepository(folder, 'The audit')
  const content = readContent(folder, options.now ?? null, clock)
  const { problems } = auditContent(content)
  const dead = options.links ? (await deadLinks(content.catalog, linksKnown(folder, options, terminal))).problems : []
  const found = [...problems, ...dead].flatMap((problem): FoundStale[] =>
    diagnose([problem], content.texts).map((one) => ({ ...one, waits: problem.waits })),
  )
  const issue = auditIssue(found, (file, line) => {
    // Of the default branch, whatever its newest commit is: the issue is not written anew for a commit.
    const url = forgeFile({ repository: `${server}/${name}`, commit: 'HEAD', folder: repository.folder }, file)
    return `${url}#L${line}`
  })
  summarise(`${issue?.body ?? 'Nothing is stale.'}\n`, around)
  await inWords(terminal, around, async () => {
    if (options.dryRun) {
      print(terminal, issue === null ? 'Nothing is stale.\n' : `${issue.title}\n${issue.body}\n`)
      return
    }
    const github = await openGithub(around)
    const kept = await github.keepIssue(AUDIT_MARKER, issue)
    print(
      terminal,
      kept === null ? 'Nothing is stale, and no issue is open.\n' : `#${kept.number} ${kept.done}: ${kept.url}\n`,
    )
  })
}
