import type { Language } from '../../core/typography.ts'

/** Several of something, though their French name does not begin with what they are. */
const SEVERAL = new Set('bm bs fj km mv ph pw sc'.split(' '))
/** Towns and islands, which French is at and not in. */
const ISLANDS = new Set(
  'ai aw bh bl bn cu cw cy dj gd gg gi gu hk ht je ki kn lc mc mf mg mo ms mt mu nr nu om pm pr re sg sh sm st sx tl to tt tv tw vc yt'.split(
    ' ',
  ),
)
/** He, though his name ends as hers do. */
const HIS = new Set('bz gb kh mx mz sr zw'.split(' '))
/** She, or a vowel without one. */
const HERS = new Set('sl'.split(' '))
const WITH_THE = new Set('ae bs cf do gm km mv nl ph sc us gb vi vg'.split(' '))

const names = new Map<Language, Intl.DisplayNames>()

/** `en France`, `au Japon`, `aux États-Unis`; `in the United States`. Undefined for what is no country's code. */
export function inCountry(code: string, language: Language): string | undefined {
  const name = /^[a-z]{2}$/.test(code) ? nameOf(code.toUpperCase(), language) : undefined
  if (name === undefined) return undefined
  return `${language === 'fr' ? inFrench(code, name) : inEnglish(code, name)} ${name}`
}

function inFrench(code: string, name: string): string {
  if (SEVERAL.has(code) || /^(Îles|États|Pays|Émirats|Terr\p{L}+s)[ -]/u.test(name)) return 'aux'
  if (ISLANDS.has(code)) return 'à'
  const isHers = /e$/.test(name.split(/[ -]/, 1)[0]) && !HIS.has(code)
  return isHers || HERS.has(code) || /^[AEIOUYÉÎÔ]/.test(name) ? 'en' : 'au'
}

function inEnglish(code: string, name: string): string {
  return WITH_THE.has(code) || / (Islands|Territor\w+)$/.test(name) ? 'in the' : 'in'
}

function nameOf(code: string, language: Language): string | undefined {
  let known = names.get(language)
  if (known === undefined) {
    known = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    names.set(language, known)
  }
  return known.of(code)?.replace(/^R\.A\.S\. chinoise de | SAR China$/, '')
}
