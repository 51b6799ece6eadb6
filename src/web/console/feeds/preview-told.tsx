import type { PreviewTold as Told } from '../../../schema/standing-feed.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { RowRefusals } from './row-refusals.tsx'
import { say } from './words.ts'

/** What the first rows of a feed are worth: how many would be taken, which not, and why. */
export function PreviewTold({ of: told }: { of: Told }) {
  const { language } = useSettings()
  return (
    <div class="first-rows" role="status">
      <p>
        <b>{told.rows === 0 ? say('nothing_read', language) : sentenceOf(told, language)}</b>
      </p>
      {told.examples.length > 0 && (
        <>
          <p class="meta">{say('would_take', language)}</p>
          <ul class="examples">
            {told.examples.map(({ id, title, amount, currency }) => (
              <li key={`${id} ${title}`}>
                <code>{id}</code> <span>{title}</span>
                <span class="num">
                  {amount !== undefined && currency && money(amount, currency, language)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {told.refusals.length > 0 && <RowRefusals refusals={told.refusals} />}
    </div>
  )
}

function sentenceOf({ rows, accepted, refused }: Told, language: Language): string {
  const [all, some, none] = [rows, accepted, refused].map(count => number(count, language))
  const isOne = language === 'fr' ? accepted < 2 : accepted === 1
  if (language === 'fr') {
    const taken = isOne ? 'serait prise' : 'seraient prises'
    if (rows === 1) return `La seule ligne lue serait ${accepted === 1 ? 'prise' : 'refusée'}.`
    return `Sur les ${all} premières lignes, ${some} ${taken} et ${none} ${refused < 2 ? 'refusée' : 'refusées'}.`
  }
  if (rows === 1) return `The only row read would be ${accepted === 1 ? 'taken' : 'refused'}.`
  return `Of the first ${all} rows, ${some} would be taken and ${none} refused.`
}
