const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Does anybody speak it? Of the codes of two letters, `zz` is none. */
export function isLanguage(code: string): boolean {
  return NAMES.of(code) !== undefined
}
