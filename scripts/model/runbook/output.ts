/*
 * What a command answers, where it stands below it in one block without prompts: rows of a table, a line of YAML, JSON or
 * a log, an ellipsis. Nobody types that.
 */

const SHAPES = [
  // An ellipsis, a rule.
  /^\s*\[?(?:\.{3}|\u2026)\]?\s*$/,
  /^\s*[-=+|][-=+| ]{2,200}$/,
  // `metricsBindAddress: 0.0.0.0:10249`, `- name: web`, `panic: no such table`: no shell ends the name of a command so.
  /^\s*(?:- )?[\w./-]{1,80}:(?:\s+\S.*)?$/,
  // `Error from server (NotFound): pods "web" not found`
  /^\s*(?:Error|Warning)\b[^:]{0,80}:\s/,
  // `"status": "ok",`
  /^\s*"[^"]{1,80}"\s*:/,
  // `2026-11-30T16:25:00Z …`, `Nov 30 16:25:00 …`, `E1130 16:25:00.000000 …`, `ERROR …`, `[error] …`
  /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/,
  /^\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s{1,2}\d{1,2} \d\d:\d\d:\d\d\s/,
  /^\s*[IWEF]\d{4} \d\d:\d\d:\d\d/,
  /^\s*\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[\]:]?\s/i,
]

/** `level=error ts=… msg="…"`: it gives values to names and does nothing else. */
const LOGFMT = /^\s*(?:level|lvl|ts|time|caller|msg)=(?:"[^"]*"|[^\s"]+)(?:\s+[\w.]+=(?:"[^"]*"|[^\s"]*))+\s*$/

/** `NAMESPACE   NAME   READY`: words in capitals, some columns of them. */
const HEAD =
  /^\s*[A-Z][A-Z0-9_()/%-]*(?: [A-Z0-9_()/%-]+)*(?:(?: {2,}|\t+)[A-Z][A-Z0-9_()/%-]*(?: [A-Z0-9_()/%-]+)*)+\s*$/
const ROW = /\S(?: {2}|\t)/

/**
 * Tells line by line, from the first one on, what is output. Of what is `known` to do something in a shell nothing is,
 * whatever it looks like: nobody must overlook it.
 */
export function outputReader(known: (line: string) => boolean): (line: string) => boolean {
  let below = false
  return (line) => {
    below = line.trim() !== '' && (HEAD.test(line) || (below && ROW.test(line.trimEnd())))
    return LOGFMT.test(line) || ((below || SHAPES.some((shape) => shape.test(line))) && !known(line))
  }
}
