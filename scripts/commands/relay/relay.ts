import { openRemote } from '#io/git/remote'
import { formatInstant } from '#model/time'
import { authorOf, committerOf } from '../incident/author.ts'
import { postedStep } from '../incident/posted-step.ts'
import { accessOf } from '../git-access.ts'
import { neededRepository } from '../needed-repository.ts'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Relay } from './answer.ts'
import { circuitOf } from './circuit.ts'
import { oneByOne } from './one-by-one.ts'
import { readerOf } from './reading.ts'
import { serverOf } from './server.ts'
import { stopOnSignal, stopperOf } from './stopping.ts'

export interface RelayOptions extends CommonOptions {
  tokenEnv: string
  host: string
  port: number
  page?: string
  team?: string
  tier?: 1 | 2 | 3 | 4
  branch?: string
  remote?: string
  by?: string
  /** Milliseconds that one call of git waits for its server. */
  patience?: number
}

/** Milliseconds that one call of git waits for its server: who posts has a limit as well, and all that came later waits, too. */
const PATIENCE = 60_000
/** The same where git was away the last time: whether it is back is all that is asked. */
const SHORT_PATIENCE = 5000

/** A token that could be guessed is none. */
const SHORTEST = 16

/** Answers as Statuspage's API v1 until the process is ended: what is posted is on the branch before it is answered. */
export async function relay(options: RelayOptions, terminal: Terminal): Promise<void> {
  const token = tokenOf(options, terminal)
  const made = await relayOf(options, terminal)
  const server = serverOf(made, token)
  const stop = stopperOf(server)
  const { host, port } = options
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = {
        EADDRINUSE: `Port ${port} is taken. Name another one with --port N.`,
        EACCES: `Port ${port} is for the administrator alone. Name one above 1023 with --port N.`,
        EADDRNOTAVAIL: `This machine has no address ${host}.`,
      }[error.code ?? '']
      fail(why === undefined ? error : new UsageError(why))
    })
    server.listen(port, host, done)
  })
  const address = server.address()
  const at = typeof address === 'object' && address ? address.port : port
  terminal.out(`Statuspage's API v1  http://${host.includes(':') ? `[${host}]` : host}:${at}/v1\n`)
  terminal.err(`Posts go to ${made.branch}. Press Ctrl+C to stop.\n`)
  // What is being pushed is answered first; what comes meanwhile isn't taken any more.
  stopOnSignal(stop)
}

function tokenOf({ tokenEnv }: RelayOptions, { env }: Terminal): string {
  const token = env[tokenEnv]?.trim() ?? ''
  if (token === '')
    throw new UsageError(`${tokenEnv} isn't set: it holds the key that scripts send. Make one: openssl rand -hex 32`)
  if (token.length < SHORTEST || /\s|"/.test(token))
    throw new UsageError(
      `${tokenEnv} holds no key: expected ${SHORTEST} characters or more, without blanks. Make one: openssl rand -hex 32`,
    )
  return token
}

/** All that a relay needs, looked up once. */
export async function relayOf(options: RelayOptions, terminal: Terminal): Promise<Relay> {
  const { team, tier, page, by, remote: from = 'origin' } = options
  if ((team === undefined) !== (tier === undefined))
    throw new UsageError('--team and --tier go together: a new component becomes a service that has both.')
  const folder = contentFolder(options, terminal)
  const repository = await neededRepository(folder, '`relay`')
  const reached = (patience: number) => openRemote(folder, accessOf(terminal.env), options.remote, patience)
  const { patience = PATIENCE } = options
  const [remote, soon] = [reached(patience), reached(Math.min(patience, SHORT_PATIENCE))]
  const branch = options.branch ?? (await remote.head().catch(() => null))?.branch
  if (branch === undefined)
    throw new UsageError(
      `No branch can be seen at \`${from}\`. Does \`git ls-remote ${from}\` work here? Else name one with --branch.`,
    )
  const reader = readerOf(repository, remote, branch)
  const now = options.now
  const time = now === undefined ? clock : () => now
  const reading = await reader.newest(time()).catch((error: Error) => {
    throw new UsageError(`The branch ${branch} of \`${from}\` can't be read: ${error.message}`)
  })
  if (reading === null)
    throw new UsageError(`The branch ${branch} of \`${from}\` has no content folder ${options.content}. Push it first.`)
  const { teams } = reading.content.catalog
  if (team !== undefined && !teams.some(({ id }) => id === team))
    throw new UsageError(`No team ${team} in teams/, expected one of ${teams.map(({ id }) => id).join(', ')}.`)
  const author = await authorOf({ by: by ?? 'evenkeel-relay' }, folder)
  return {
    folder,
    repository,
    remote,
    branch,
    reader,
    author,
    committer: await committerOf(folder, author, terminal.env),
    stepOf: postedStep,
    clock: time,
    log: (line) => terminal.err(`${formatInstant(Math.floor(clock() / 1000) * 1000)}  ${line}\n`),
    page,
    team,
    tier,
    sender: { handle: author.name },
    queue: oneByOne(),
    circuit: circuitOf(() => soon.tip(branch)),
  }
}
