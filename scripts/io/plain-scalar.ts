/** What a plain scalar (one without quotes) is by the core schema of YAML 1.2, §10.3.2. */
export function plainScalar(text: string): unknown {
  // What is a number begins like one: most texts are known by their first character.
  if (/^[-+.\d]/.test(text)) return numberIn(text)
  switch (text) {
    case 'null':
    case 'Null':
    case 'NULL':
    case '~':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
    default:
      return text
  }
}

function numberIn(text: string): number | string {
  if (/^[-+]?\d+$/.test(text)) return parseInt(text, 10)
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return parseFloat(text)
  if (/^0o[0-7]+$/.test(text)) return parseInt(text.slice(2), 8)
  if (/^0x[\da-fA-F]+$/.test(text)) return parseInt(text.slice(2), 16)
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : text
}
