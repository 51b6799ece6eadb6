/**
 * The Transparency and Consent Framework, versions 2.2 and 2.3: what the shop's consent
 * dialog tells through `__tcfapi`.
 *
 * Vitrine runs for the shop alone, so it is no vendor of the framework's list and has no
 * vendor id: what counts is the visitor's answer to the publisher itself. A dialog that does
 * not ask for the publisher apart leaves that part of the string empty; then its answers to
 * the purposes in general stand for it.
 *
 *     measure    8  measure the performance of content
 *     personal   8, and 1  store on a device · 5  profile for content · 6  choose content by it
 */
const MEASURE = [8]
const PERSONAL = [1, 5, 6, 8]

type Consents = Record<string, boolean>

interface Told {
  eventStatus?: string
  gdprApplies?: boolean
  purpose?: { consents?: Consents }
  publisher?: { consents?: Consents }
}

type Framework = (
  command: 'addEventListener',
  version: 2,
  tell: (told: Told | null, isGood: boolean) => void,
) => void

/** Fetched where a page has such a dialog. Each answer is said as `vitrine('framework', answer)`. */
export function start(): void {
  const framework = (window as { __tcfapi?: Framework }).__tcfapi
  framework?.('addEventListener', 2, (told, isGood) => {
    const answer = isGood && told && answerOf(told)
    if (answer) window.vitrine?.('framework', answer)
  })
}

/**
 * What was answered. Nothing new while the dialog is open, and nothing at all where the law it
 * serves does not apply: then the shop has to say it in its own words.
 */
function answerOf({ eventStatus, gdprApplies, purpose, publisher }: Told): string | undefined {
  if (eventStatus === 'cmpuishown' || gdprApplies === false) return undefined
  const own = publisher?.consents ?? {}
  const consents = Object.keys(own).length > 0 ? own : (purpose?.consents ?? {})
  const allows = (id: number) => consents[id] === true
  if (PERSONAL.every(allows)) return 'personal'
  return MEASURE.every(allows) ? 'measure' : 'refused'
}
