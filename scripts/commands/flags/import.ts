import type { Command } from 'commander'
import type { ImportOptions, UpptimeOptions } from '../import.ts'
import { command } from '../options.ts'
import type { Terminal } from '../terminal.ts'

const peer = (name: string, summary: string) =>
  command(name, summary)
    .argument('<source>', 'where it is: see above')
    .option('--dry-run', 'print what would be written, and write nothing')

export const describeImport = (group: Command, terminal: Terminal): Command =>
  group
    .addCommand(
      peer(
        'statuspage',
        'from a Statuspage: its origin (https://…), a folder of its summary.json, components.json, incidents.json and scheduled-maintenances.json, or a file of these or of JSON lines',
      ).action(async (source: string, options: ImportOptions) =>
        (await import('../import.ts')).importStatuspage(source, options, terminal),
      ),
    )
    .addCommand(
      peer(
        'cstate',
        'from a cState site: its folder, with config.yml and content/issues (a config in TOML has to be written as YAML first: hugo config --format yaml > config.yml)',
      ).action(async (folder: string, options: ImportOptions) =>
        (await import('../import.ts')).importCstate(folder, options, terminal),
      ),
    )
    .addCommand(
      peer(
        'upptime',
        'from the clone of an Upptime repository, whose commits tell when a site was down. Its incidents and maintenances are GitHub issues: put them beside it as issues.json (gh issue list --state all --limit 10000 --json number,title,body,state,createdAt,closedAt,labels,comments,url > issues.json)',
      )
        .option('--issues <file>', 'the list of its issues, where it lies elsewhere')
        .action(async (folder: string, options: UpptimeOptions) =>
          (await import('../import.ts')).importUpptime(folder, options, terminal),
        ),
    )
