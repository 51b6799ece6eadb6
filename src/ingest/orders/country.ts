const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
let codes: Map<string, string> | undefined

/** A country of two letters, from its code or its English or French name; undefined for any other. */
export function countryCode(text: string): string | undefined {
  codes ??= readCodes()
  return codes.get(text.trim().toLowerCase().slice(0, 64))
}

function readCodes(): Map<string, string> {
  const found = new Map<string, string>()
  const names = ['en', 'fr'].map(
    language => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  )
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = first + second
      const called = names.map(name => name.of(code)).filter(name => name !== undefined)
      if (called.length === 0) continue
      for (const name of [code, ...called]) found.set(name.toLowerCase(), code)
    }
  }
  // Codes of states that are gone have the names of those that followed.
  found.set('uk', 'GB').set('united kingdom', 'GB').set('royaume-uni', 'GB').set('usa', 'US')
  return found
}
