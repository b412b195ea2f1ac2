import { spaced } from './verbs.ts'

/*
 * Variables that decide which code a program runs: `LD_PRELOAD=x ls` runs what is in x, and a `PATH` that begins
 * elsewhere another `ls`. Nothing is known of a command that comes with one of them.
 */

/** A shell's own, and where it finds programs; what interpreters load first; programs that another one starts. */
const NAMES =
  'PATH ENV BASH_ENV SHELL SHELLOPTS BASHOPTS PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 IFS CDPATH ZDOTDIR FPATH HOME GCONV_PATH LOCPATH NODE_OPTIONS NODE_PATH PERLLIB RUBYOPT RUBYLIB CLASSPATH JDK_JAVA_OPTIONS AWKPATH SSH_ASKPASS RSYNC_RSH CVS_RSH SUDO_ASKPASS VISUAL BROWSER LESS LESSOPEN LESSCLOSE PSQLRC TAR_OPTIONS WGETRC CURL_HOME'

/** Families of them: the loader's (ld.so(8), dyld(1)), those of interpreters, and of programs with plugins. */
const FAMILY =
  /^(?:(?:LD|DYLD|GLIBC|XDG|GEM|_?JAVA|LUA|GUILE|GIT|HELM|OPENSSL|TF|ANSIBLE|BASH_FUNC)_\w+|(?:PYTHON|PERL5|PHP)\w+|\w{0,40}(?:PAGER|EDITOR|EXTERNAL_DIFF))$/

const ASSIGNMENT = /^([A-Za-z_]\w{0,80})(?:\[[^\]]{0,80}\])?\+?=/

/** The variable that a word sets, as `A=1` does; null where it sets none. */
export const assignedIn = (word: string): string | null => ASSIGNMENT.exec(word)?.[1] ?? null

/** Whether a word sets what decides over which code runs. */
export function loadsCode(word: string): boolean {
  const name = assignedIn(word)
  return name !== null && (spaced(NAMES).has(name) || FAMILY.test(name))
}
