/**
 * What git is started with. The user's own configuration counts (whom they trust by `safe.directory`, how they reach a
 * server); which repository, index or objects to use and which programs to run is for nobody but us to say, so that a
 * hook or a shell that has set `GIT_DIR` leads nowhere else.
 */
export function gitEnvironment(from: NodeJS.ProcessEnv, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(from).filter(([name]) => !name.startsWith('GIT_') || USERS.test(name))
  return { ...UP, ...Object.fromEntries(own), ...QUIET, ...more }
}

/** A server that says nothing for two minutes is down: nobody waits until a job ends. */
const UP = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '120' }

/** Where the user's configuration is, and how a server is reached. https://git-scm.com/docs/git#_environment_variables */
const USERS =
  /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|HTTP_\w+|PROXY_\w+)$/

/**
 * No prompt, no lock that a look at something needs, messages in English, and every object as it is: a ref below
 * `refs/replace/`, which whoever pushes may have brought, puts nothing in its place.
 */
const QUIET = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_REPLACE_OBJECTS: '1', LC_ALL: 'C' }

/** Programs that a repository names besides its filters: hooks, and the watcher of its files. */
export const NO_PROGRAMS = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false']
