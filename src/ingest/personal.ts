/**
 * Personal data that must never enter: e-mail addresses and telephone numbers in
 * free text, and fields whose very name says what they hold.
 */
export const REMOVED = '[removed]'

/** International with its plus, or national in groups: bare runs of digits are article numbers. */
const PHONE = /(?:\+|%2B)\d(?:[\s().-]{0,2}\d){7,14}|\b0\d(?:[\s.-]\d\d){4}\b/gi

/** What a letter's link is signed with opens an account's profile to more acts: it is kept nowhere. */
const OUR_LINK = /(?<=[?&]vt=)[\w-]{40,128}/g

export function withoutPersonal(text: string): string {
  const named = text.includes('@') || text.includes('%40') ? withoutEmails(text) : text
  const linkless = named.includes('vt=') ? named.replace(OUR_LINK, REMOVED) : named
  return linkless.replace(PHONE, REMOVED)
}

/**
 * Around each `@`, not by one expression over the whole text: that one looked
 * 64 characters ahead at every character, and took 70 % of the time of hostile input.
 */
function withoutEmails(text: string): string {
  let kept = ''
  let from = 0
  for (const at of text.matchAll(/@|%40/g)) {
    if (at.index < from) continue
    const start = backFrom(at.index, from, text)
    DOMAIN.lastIndex = at.index + at[0].length
    if (start === at.index || !DOMAIN.test(text)) continue
    kept += text.slice(from, start) + REMOVED
    from = DOMAIN.lastIndex
  }
  return kept + text.slice(from)
}

const DOMAIN =
  /[^\s@<>"'=&?/:;,.]{1,63}(?:\.[^\s@<>"'=&?/:;,.]{1,63}){0,4}\.[a-z]{2,24}(?![a-z0-9-])/giy
const PARTING = /[\s@<>"'=&?/:;,]/

function backFrom(end: number, least: number, text: string): number {
  let start = end
  while (start > least && end - start < 64 && !PARTING.test(text[start - 1])) start--
  return start
}

/** Names of fields that hold a person, in any case and with or without `_` and `-`. */
const PERSONAL = new Set(
  (
    'email mail emailaddress useremail customeremail contactemail hashedemail sha256emailaddress ' +
    'phone phonenumber telephone tel mobile mobilephone sha256phonenumber ' +
    'firstname lastname surname fullname familyname givenname username customername ' +
    'userdata address street streetaddress billingaddress shippingaddress postaladdress ' +
    'birthday birthdate dateofbirth password passwd ip ipaddress useragentip iban creditcard cardnumber'
  ).split(' '),
)

const verdicts = new Map<string, boolean>()

export function isPersonalName(key: string): boolean {
  const known = verdicts.get(key)
  if (known !== undefined) return known
  if (key.length > 64) return false
  const verdict = PERSONAL.has(key.toLowerCase().replace(/[^a-z0-9]/g, ''))
  if (verdicts.size < 2_000) verdicts.set(key, verdict)
  return verdict
}

/** What each long answer of this room may quote of what was sent. */
const SAMPLE_CHARACTERS = 2_000
const SAMPLE_DEPTH = 12

/**
 * What was sent, as JSON cut at 2 kB with personal data blanked. Bounded in work
 * whatever comes: `JSON.stringify` would overflow the stack on deep nesting.
 */
export function sampleOf(value: unknown): string {
  const parts: string[] = []
  write(value, parts, { left: SAMPLE_CHARACTERS, depth: 0 })
  return parts.join('').slice(0, SAMPLE_CHARACTERS)
}

interface Sampling {
  left: number
  depth: number
}

function write(value: unknown, parts: string[], state: Sampling): void {
  if (typeof value !== 'object' || value === null) {
    put(typeof value === 'string' ? quote(value) : String(value ?? null), parts, state)
  } else if (state.depth >= SAMPLE_DEPTH) {
    put('"…"', parts, state)
  } else {
    state.depth++
    writeInside(value, parts, state)
    state.depth--
  }
}

function writeInside(value: object, parts: string[], state: Sampling): void {
  const list = Array.isArray(value)
  let before = list ? '[' : '{'
  for (const key in value) {
    if (state.left <= 0) break
    put(list ? before : `${before}${quote(key)}:`, parts, state)
    before = ','
    if (!list && (isPersonalName(key) || NAMES_SOMEBODY.test(key)))
      put(`"${REMOVED}"`, parts, state)
    else write((value as Record<string, unknown>)[key], parts, state)
  }
  put(`${before === ',' ? '' : before}${list ? ']' : '}'}`, parts, state)
}

/** The shop's own names of a visitor: behind the door only their hash is known. */
const NAMES_SOMEBODY = /^(?:visitor|(?:user|anonymous|previous|client|customer)_?id)$/i

function put(text: string, parts: string[], state: Sampling): void {
  parts.push(text)
  state.left -= text.length
}

/** A key of the shop's server that stands where it should not. */
const SERVER_KEY = /\bsk_[0-9A-Za-z]{8,}/g

function quote(text: string): string {
  const seen = text.slice(0, 600).replace(SERVER_KEY, REMOVED)
  return JSON.stringify(withoutPersonal(seen).slice(0, 300))
}
