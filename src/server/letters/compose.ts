import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import type { Wish } from '../../engine/wishes/wishes.ts'
import { toHtml } from '../../render/to-html.ts'
import { branch, safeLink, type Tree } from '../../render/tree.ts'
import type { WishLetter } from '../../schema/wish.ts'
import type { Letter } from './mailer.ts'
import { LETTER_WORDS } from './words.ts'

/** Longer than any title: what a feed makes of it must not be a page. */
const LONGEST_THING = 120

/** What letters need beside the wish itself. */
export interface Sender {
  from: { name: string; address: string }
  /** Where browsers reach us, `https://shop.example/_vitrine`. */
  publicUrl: string
  confirmLink(wish: string): string
  stopLink(wish: string): string
}

/** @returns undefined where the catalogue does not know the thing any more */
export function compose(
  letter: WishLetter,
  wish: Wish,
  to: string,
  sender: Sender,
  catalogue: Catalogue,
  now: number,
): Letter | undefined {
  const language = languageOf(wish)
  const words = LETTER_WORDS[language]
  const shown = catalogue.shown(catalogue.find(wish.item), { market: wish.market, language, now })
  if (shown === undefined) return undefined
  const { from } = sender
  const thing = thingOf(wish, catalogue)
  const link =
    letter === 'confirm'
      ? { says: words.confirmLink, to: sender.confirmLink(wish.id) }
      : { says: words.backLink, to: pageOf(shown.url, sender.publicUrl) }
  const told = letter === 'confirm' ? words.confirm(thing, from.name) : words.back(thing)
  const subject = letter === 'confirm' ? words.confirmSubject(thing) : words.backSubject(thing)
  const stop = { says: words.stopLink, to: sender.stopLink(wish.id) }
  const parts = { told, link, stop, why: words.why(from.name) }
  return {
    id: `${wish.id}.${letter}`,
    visitor: wish.visitor,
    address: wish.address,
    to,
    from,
    subject,
    text: textOf(parts),
    html: htmlOf(parts, subject, language),
    unsubscribe: stop.to,
  }
}

/** The thing in the words of its page, on one line. */
export function thingOf(wish: Wish, catalogue: Catalogue): string {
  const language = languageOf(wish)
  const title = catalogue.titleOf(catalogue.find(wish.item), language)
  const size = wish.sku === '' ? '' : catalogue.sizeOf(wish.sku)
  const thing = size ? LETTER_WORDS[language].inSize(title, size) : title
  return thing
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_THING)
}

export function languageOf({ market }: Pick<Wish, 'market'>): 'fr' | 'en' {
  return market.endsWith('-fr') ? 'fr' : 'en'
}

interface Parts {
  told: string[]
  link: { says: string; to: string }
  stop: { says: string; to: string }
  why: string
}

function textOf({ told, link, stop, why }: Parts): string {
  const under = `-- \n${why}\n${stop.says}\n${stop.to}`
  return [...told, `${link.says}\n${link.to}`, under].join('\n\n')
}

/** Paragraphs and two links: no pictures, nothing to load, nothing that tells it was opened. */
function htmlOf({ told, link, stop, why }: Parts, title: string, language: string): string {
  const anchor = ({ says, to }: Parts['link']) => branch('a', { href: to }, [says])
  const paragraph = (...children: Tree[]) => branch('p', {}, children)
  const body = branch('div', {}, [
    ...told.map(text => paragraph(text)),
    paragraph(anchor(link)),
    paragraph(why, ' ', anchor(stop)),
  ])
  const head = `<meta charset="utf-8"><title>${toHtml(title)}</title>`
  return `<!doctype html><html lang="${language}"><head>${head}</head><body>${toHtml(body)}</body></html>`
}

/** A feed's link is of the shop; whatever is none leads to the shop's first page. */
function pageOf(url: string, publicUrl: string): string {
  const home = new URL('/', publicUrl).href
  const link = safeLink(url)
  return link !== undefined && URL.canParse(link, home) ? new URL(link, home).href : home
}
