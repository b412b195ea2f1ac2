import type { Effect } from './effect.ts'
import type { Words } from './shell-words.ts'
import { plain } from './words.ts'
import { spaced } from './verbs.ts'

type Reader = (args: Words) => Effect | null

/** A program that looks, but where one of its words says otherwise. */
const unless =
  (acting: RegExp, effect: Effect | null = 'changes'): Reader =>
  (args) =>
    args.some((arg) => acting.test(arg)) ? effect : 'reads'

/** A word that is no flag is what is set. */
const alone: Reader = (args) => (plain(args).length > 0 ? 'changes' : 'reads')
/** By its first word that is no flag: these read, and no more is known. */
const only =
  (reading: string): Reader =>
  (args) => {
    const [verb] = plain(args)
    return verb === undefined || spaced(reading).has(verb) ? 'reads' : 'changes'
  }
const unknown: Reader = () => null

/**
 * Programs that one looks with and that can do more: by a flag, by a program of their own (awk, sed), or by what they
 * are sent. Where they might, nothing is said of them.
 */
export const READERS: readonly (readonly [names: string, judge: Reader])[] = [
  // They run a command that stands behind a plus.
  ['less more', unless(/^\+|^--(?:log-file|LOG-FILE|lesskey)|^-[oOk]/, null)],
  ['date', unless(/^(?:-s|--set(?:=|$)|\d{8})/)],
  ['hostname', alone],
  ['dmesg', unless(/^-\w{0,10}[CcDEn]|^--(?:clear|read-clear|console-)/)],
  ['journalctl', unless(/^--(?:vacuum-|rotate|flush|relinquish-var|smart-relinquish-var|setup-keys|update-catalog)/)],
  ['ss', unless(/^(?:-\w{0,10}K|--kill)/)],
  ['arp', unless(/^(?:-\w{0,10}[dsf]|--(?:delete|set|file))/)],
  ['history', unless(/^-\w{0,10}[cdw]/)],
  ['smartctl', unless(/^(?:-[ts]|--(?:test|set|smart|offlineauto|saveauto))/)],
  [
    'nvidia-smi',
    unless(/^(?:-(?:r|pm|pl|c|e|p|ac|rac|lgc|rgc|mig)$|--gpu-reset|--[a-z-]{1,40}-(?:mode|limit|clocks|config)=)/),
  ],
  ['sort yq', unless(/^(?:-\w{0,10}[oi]|--(?:output|inplace))/, null)],
  ['openssl', unless(/^-out$|^(?:genrsa|genpkey|rand|ca)$/, null)],
  ['sed', (args) => (args.some((arg) => /^-[a-zA-Z]*i|^--in-place/.test(arg)) ? 'changes' : sedScript(args))],
  // Its own language starts programs and writes files.
  [
    'awk gawk mawk nawk',
    unless(/\bsystem\s{0,5}\(|[^|]\|[^|]|^\||\bprintf?\b[^}\n]{0,200}>|^-[fi]|^--(?:file|include|in-place)/, null),
  ],
  ['timedatectl', only('status show timesync-status list-timezones')],
  [
    'loginctl',
    only('list-sessions list-users list-seats session-status show-session user-status show-user seat-status show-seat'),
  ],
  ['resolvectl', only('status statistics query dns domain service show-cache show-server-state')],
  ['coredumpctl', only('list info dump')],
  ['ping ping6 mtr perf', unless(/^(?:record|stat|trace)$/, null)],
  ['nc ncat netcat', (args) => (args.some((arg) => /^-\w{0,10}z/.test(arg)) ? 'reads' : null)],
  // What they send, or run, stands elsewhere.
  ['telnet source . strace', unknown],
  ['grpcurl', (args) => (plain(args).some((word) => /^(?:list|describe)$/.test(word)) ? 'reads' : null)],
]

/** A script of sed that writes to a file, or runs what it matched. */
const sedScript: Reader = (args) =>
  args.some((arg) => /(?:^|[;{/,\d}\s])\s{0,5}[wWe]\s+\S|\/[gpiIM\d]{0,6}[we](?:\s|$)|^(?:-f|--file)/.test(arg))
    ? null
    : 'reads'
