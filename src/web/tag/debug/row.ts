import { isFrench } from '../../../render/words.ts'
import type { Happening, TraitMoved } from '../../../schema/debugged.ts'
import { make } from '../search/make.ts'
import type { DebugWords } from './words.ts'

/** One thing that happened: what, how it was judged, what it changed, what was decided. */
export function row(one: Happening, words: DebugWords, language: string): HTMLLIElement {
  const status = words.statuses[one.status]
  return make(
    'li',
    { 'data-status': one.status },
    make(
      'p',
      { class: 'vt-debug-line' },
      make('b', {}, one.name),
      make('span', {}, status),
      make('span', {}, new Date(one.time).toLocaleTimeString(isFrench(language) ? 'fr' : 'en-GB')),
    ),
    make('p', {}, one.say),
    ...one.why.map(why => make('p', { class: 'vt-debug-why' }, why)),
    ...one.moved.map(trait => make('small', {}, movedSay(trait, words))),
    ...one.choices.map(choice =>
      make(
        'p',
        { class: 'vt-debug-why' },
        make('b', {}, choice.experience),
        ` ${choice.strategy}${choice.reason ? `, ${choice.reason}` : ''}`,
        make(
          'small',
          {},
          `${words.chance} ${choice.propensity.toFixed(3)}, ${choice.of} ${words.among}`,
        ),
        make('small', {}, choice.items.join(' · ')),
      ),
    ),
    one.decision && make('small', {}, one.decision),
  )
}

/** "Budget: ski boots 42% → 55%, sure 30% → 45%" */
function movedSay({ title, at, confidence, before }: TraitMoved, words: DebugWords): string {
  const percent = (share: number) => Math.round(share * 100) + words.percent
  const from = (share?: number) => (share === undefined ? '' : `${percent(share)} → `)
  const place = from(before?.at) + percent(at)
  return `${title} ${place}, ${words.sure} ${from(before?.confidence)}${percent(confidence)}`
}
