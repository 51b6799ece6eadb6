import { money } from '../../core/figures.ts'
import type { PlacementAnswer, ShownItem } from '../../schema/decision.ts'
import { type Branch, branch, safeLink, type Tree } from '../tree.ts'
import { wordsOf } from '../words.ts'
import type { Look } from './looks.ts'

export interface LetterManner {
  language: 'fr' | 'en'
  /** What relative addresses of the catalogue begin with; a letter has no page to be relative to. */
  base: string
  /** Where a tile leads: through us, so that it counts; absent, to the product itself. */
  linkOf?: (item: ShownItem, place: number) => string
}

const A_ROW = 2

/**
 * A selection as a part of a letter: static, without a script, two tiles a row.
 *
 * @returns undefined when the letter is to have what the shop itself has for it
 */
export function letterTree(answer: PlacementAnswer, manner: LetterManner): Branch | undefined {
  const items = answer.items.filter(item => item.title && absolute(item.url, manner.base))
  if (!answer.show || items.length === 0) return undefined
  const cells = items.map((item, n) => cell(item, n, manner))
  const rows = Array.from({ length: Math.ceil(cells.length / A_ROW) }, (_, n) =>
    branch('tr', {}, cells.slice(n * A_ROW, (n + 1) * A_ROW)),
  )
  return branch('table', { role: 'presentation', look: 'block', lang: manner.language }, [
    branch('tbody', {}, [branch('tr', {}, [head(answer, manner)]), ...rows]),
  ])
}

function head({ title, text, reason, nudge }: PlacementAnswer, { base }: LetterManner): Branch {
  const link = nudge?.link && absolute(nudge.link.url, base)
  return branch('td', { colspan: A_ROW, look: 'head' }, [
    title && looks('h2', 'title', title),
    text && looks('p', 'text', text),
    looks('p', 'text', reason),
    nudge && looks('p', 'text', nudge.text),
    nudge?.more && looks('p', 'quiet', nudge.more),
    nudge?.voucher && looks('p', 'text', nudge.voucher.code),
    link && branch('a', { href: link, look: 'line' }, [nudge!.link!.text]),
  ])
}

function cell(item: ShownItem, place: number, manner: LetterManner): Branch {
  const { language, base, linkOf } = manner
  const href = linkOf ? linkOf(item, place) : absolute(item.url, base)
  const image = item.image && absolute(item.image, base)
  const struck = item.struckPrice !== undefined && item.struckPrice > item.price
  const now = money(item.price, item.currency, language)
  const before = struck && money(item.struckPrice!, item.currency, language)
  return branch('td', { width: '50%', look: 'cell' }, [
    branch('a', { href, look: 'tile' }, [
      image && branch('img', { src: image, alt: '', width: 284, look: 'image' }),
      item.brand && looks('span', 'line', item.brand),
      looks('span', 'name', item.title),
      now &&
        branch('span', { look: 'line' }, [now, before && ' ', before && branch('s', {}, [before])]),
      before && looks('span', 'quiet', wordsOf(language).struck),
    ]),
  ])
}

function looks(name: string, look: Look, ...children: Tree[]): Branch {
  return branch(name, { look }, children)
}

function absolute(address: string, base: string): string | undefined {
  if (!safeLink(address) || !URL.canParse(address, base)) return undefined
  return safeLink(new URL(address, base).href)
}
