import type { WhyShown, WhyTold, WhyTrait } from '../../../schema/why.ts'
import { make } from '../search/make.ts'
import type { Language, Words } from './words.ts'

/** What is said at once: this sure, and no more than one reads. The rest is folded. */
const TOLD_FROM = 0.12
const MOST_TOLD = 6

export interface Manner {
  words: Words
  language: Language
  /** They said of a trait that it is wrong, or right after all. */
  onSay(trait: string, wrong: boolean): void
}

/** All that was told, list after list; a list of nothing has no heading. */
export function drawTold(told: WhyTold, manner: Manner): Node[] {
  const { words, language } = manner
  const row = (trait: WhyTrait) => belief(trait, manner)
  const sure = told.traits.filter(({ confidence, because }) => because && confidence >= TOLD_FROM)
  const known = sure.slice(0, MOST_TOLD)
  const rest = told.traits.filter(trait => !known.includes(trait))
  const acts = told.acts.map(({ say }) => make('li', {}, say[language]))
  return [
    ...(told.kept === 'person' && told.traits.length === 0
      ? [make('p', {}, words.nothingYet)]
      : []),
    ...section(words.believed, known.map(row)),
    ...section(words.denied, deniedRows(told, false, manner)),
    ...section(words.setAside, deniedRows(told, true, manner)),
    ...section(
      words.shown,
      told.shown.map(one => shown(one, language)),
    ),
    ...folded(words.rest, rest.map(row)),
    ...folded(words.acts, acts),
  ]
}

/** "More than others, reviews matter to you  little ▬▬▬▬ a lot  Likely. You read the reviews: …  [This is wrong]" */
function belief(
  { say, low, high, at, sure, because, trait }: WhyTrait,
  { words, language, onSay }: Manner,
): HTMLElement {
  const scale = `${low[language]} – ${high[language]}`
  return make(
    'li',
    { class: 'vt-belief' },
    make('span', {}, say[language]),
    make(
      'small',
      { class: 'vt-scale' },
      low[language],
      make('meter', { min: '0', max: '1', value: at.toFixed(2), 'aria-label': scale }),
      high[language],
    ),
    make(
      'small',
      {},
      [`${capital(sure[language])}.`, because?.[language]].filter(Boolean).join(' '),
    ),
    trait !== undefined && button(words.wrong, say[language], trait, () => onSay(trait, true)),
  )
}

function deniedRows(told: WhyTold, isOfShop: boolean, manner: Manner): HTMLElement[] {
  return told.denied
    .filter(each => each.isOfShop === isOfShop)
    .map(({ trait, title }) => denied(trait, title[manner.language], manner))
}

function denied(trait: string, title: string, { words, onSay }: Manner): HTMLElement {
  const back = button(words.right, title, trait, () => onSay(trait, false))
  return make('li', { class: 'vt-belief' }, make('span', {}, title), back)
}

function shown({ say, reason, items }: WhyShown, language: Language): HTMLElement {
  const titles = items.map(title => title[language]).join(', ')
  const why = [reason?.[language], titles].filter(Boolean).join(' · ')
  return make('li', {}, say[language], why !== '' && make('small', {}, why))
}

/** Its name says of what: read aloud, "this is wrong" alone would not. */
function button(text: string, of: string, trait: string, act: () => void): HTMLElement {
  const made = make('button', { type: 'button', 'aria-label': `${text} : ${of}` }, text)
  made.dataset.trait = trait
  made.addEventListener('click', act)
  return made
}

function section(title: string, rows: readonly Node[]): Node[] {
  return rows.length === 0 ? [] : [make('h3', {}, title), make('ul', { role: 'list' }, ...rows)]
}

function folded(title: string, rows: readonly Node[]): Node[] {
  if (rows.length === 0) return []
  const list = make('ul', { role: 'list' }, ...rows)
  return [make('details', {}, make('summary', {}, title), list)]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
