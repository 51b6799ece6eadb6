import type { PlacementAnswer, ShownBrand, ShownContent } from '../schema/decision.ts'
import type { Manner } from './placement.ts'
import { type Branch, branch, safeLink } from './tree.ts'
import { colon, wordsOf } from './words.ts'

/**
 * What goes around a list, each a tree of its own:
 *
 *     vt vt-hero  ┬ vt-hero-image, behind
 *                 └ vt-hero-words ─ vt-hero-title, vt-hero-text, vt-go
 *     vt          ─ vt-brands ─ li ─ vt-brand-link
 *     vt vt-guide ┬ vt-guide-words ─ vt-title, vt-guide-text
 *                 └ vt-go
 *
 * @returns undefined for what has nothing to say
 */
export function partTree(answer: PlacementAnswer, manner: Manner): Branch | undefined {
  const { template, content, brands = [] } = answer
  if (!answer.show) return undefined
  if (template === 'brands') return brands.length > 0 ? brandsTree(brands, manner) : undefined
  if (!content?.title) return undefined
  return template === 'hero' ? heroTree(content, manner) : guideTree(content, manner)
}

/** It takes the heading's rank of what it stands over, so that the page keeps its outline. */
function heroTree({ title, text, image, link }: ShownContent, manner: Manner): Branch {
  return branch('div', { class: 'vt vt-hero' }, [
    safeLink(image) && branch('img', { class: 'vt-hero-image', src: image, alt: '' }),
    branch('div', { class: 'vt-hero-words' }, [
      branch(manner.isMain ? 'h1' : 'h2', { class: 'vt-hero-title' }, [title]),
      !manner.wordless && text && branch('p', { class: 'vt-hero-text' }, [text]),
      link && go(link),
    ]),
  ])
}

function brandsTree(brands: readonly ShownBrand[], { language }: Manner): Branch {
  const label = wordsOf(language).brands
  return branch('div', { class: 'vt' }, [
    branch(
      'ul',
      { class: 'vt-brands', role: 'list', 'aria-label': label },
      brands.map(brand => branch('li', {}, [brandTree(brand)])),
    ),
  ])
}

function brandTree({ name, url }: ShownBrand): Branch {
  return safeLink(url)
    ? branch('a', { class: 'vt-brand-link', href: url }, [name])
    : branch('span', { class: 'vt-brand-link' }, [name])
}

function guideTree({ title, text, link }: ShownContent, manner: Manner): Branch {
  return branch('div', { class: 'vt vt-guide' }, [
    branch('div', { class: 'vt-guide-words' }, [
      branch('h2', { class: 'vt-title' }, [title]),
      text && branch('p', { class: 'vt-guide-text' }, [text]),
    ]),
    link && go(link, `${link.text}${colon(manner.language)}${title}`),
  ])
}

/** `Read` says nothing to who hears links one by one, so its name says what is read. */
function go({ url, text }: { url: string; text: string }, label?: string): Branch | undefined {
  return safeLink(url)
    ? branch('a', { class: 'vt-go', href: url, 'aria-label': label }, [text])
    : undefined
}
