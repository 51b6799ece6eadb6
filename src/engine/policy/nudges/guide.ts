import type { Content } from '../../../schema/product.ts'
import { type Maker, said } from './scene.ts'

/** A lead is one breath: what is longer is cut at a word. */
const LONGEST = 140

/** The shop's own guide or advice for what this is about; the hero of a season on the home page. */
export const guide: Maker = ({ moment, placement }) => {
  if (moment.topics.length === 0) return undefined
  const isWanted = ({ type }: Content) => placement === 'home' || type !== 'hero'
  const content = moment.contents.find(isWanted)
  if (content === undefined) return undefined
  return {
    kind: 'guide',
    text: content.title,
    ...(content.text && { more: lead(content.text) }),
    link: { url: content.url, text: said(moment, 'Lire', 'Read') },
  }
}

/** The first sentence, or as much of it as fits. */
export function lead(text: string): string {
  const sentence = /^.+?[.!?…](?=\s|$)/s.exec(text)?.[0] ?? text
  if (sentence.length <= LONGEST) return sentence
  return `${sentence.slice(0, sentence.lastIndexOf(' ', LONGEST - 1) || LONGEST - 1)}…`
}
