import { readFolder } from '#io/gate-reader'
import { spendingIn } from '#io/spending-reader'
import { pastOf } from '#io/pull-request-reader'
import { outlineOf } from '#io/markdown'
import { diagnose } from '#io/diagnose'
import { startContext } from '#model/gate/start-context'
import { idAt, kindAt, recordAt } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { judgeGate } from '#rules/judge'
import { judgeContent } from './content.ts'
import { gateBudgets } from './gate-budgets.ts'
import { failuresOf } from './past-failures.ts'
import { targetHistory } from './target-history.ts'
import { historiesOf, settingsUnreadIn, unreadIn, snapshotOf, type PullRequestAssessment } from './pull-request.ts'

/** Judges whether one change may start now, as the content folder has it. Null where there is no such change. */
export async function assessStart(
  folder: string,
  id: string,
  now: Instant | null,
  clock: () => Instant,
): Promise<PullRequestAssessment | null> {
  // Of what is over only what bears this id, or calls itself so, has to do with it; and what its history counts.
  const content = readFolder(
    folder,
    (record, text) => idAt(record)?.toUpperCase() === id || text.includes(id),
    now,
    clock,
  )
  const { catalog, texts } = content
  const [change, ...others] = catalog.changes.filter((one) => one.id === id)
  if (!change && !catalog.broken.change?.includes(id)) return null
  // Also those that only call themselves so: where an id stands twice, nobody knows which one is meant.
  const named = content.paths.filter((path) => kindAt(path) === 'change' && idAt(path) === id)
  const own = new Set([...named, ...[change, ...others].flatMap((one) => one?.file ?? [])].map(recordAt))
  own.delete(null)
  const { budgets, unread: unknown_spending } = await gateBudgets(catalog, change ? [change] : [], {
    services: catalog.services,
    spending: async (asked) => spendingIn(content, asked),
    history: () => targetHistory(folder),
  })
  const context = startContext(snapshotOf(content), change ?? null, {
    budgets,
    unknown_spending,
    unreadable: settingsUnreadIn(content),
    unread: unreadIn(content),
  })
  const past = pastOf(content, (file) => own.has(recordAt(file)))
  const found = judgeGate(context, outlineOf)
  const problems = [...content.problems, ...judgeContent(content)]
  return {
    context,
    outer: diagnose(
      [...problems.filter(({ at }) => own.has(recordAt(at.file))), ...found.filter((one) => one.change === null)],
      texts,
    ),
    byChange: new Map([
      [
        id,
        diagnose(
          found.filter((one) => one.change !== null),
          texts,
        ),
      ],
    ]),
    history: historiesOf(context, past),
    failures: await failuresOf(context, past, {
      settled: catalog,
      spending: async (asked) => spendingIn(content, asked),
    }),
    before: catalog,
    after: catalog,
    files: content.paths.length,
  }
}
