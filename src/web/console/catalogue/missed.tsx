import type { MissedPage, MissedTold } from '../../../schema/catalogue-told.ts'
import { money, number, when } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { say } from './words.ts'

/** What was asked for while it could not be had, and about what that cost. */
export function MissedTable({ missed }: { missed: MissedPage }) {
  const { language } = useSettings()
  const { products, currency } = missed
  return (
    <section class="missed">
      <div class="h">
        <h2>{say('missed', language)}</h2>
        <span class="meta">{say('counts_visits', language)}</span>
      </div>
      {products.length === 0 ? (
        <p class="empty">{say('no_missed', language)}</p>
      ) : (
        <>
          <table class="tally">
            <thead>
              <tr>
                <th scope="col">{say('product', language)}</th>
                <th scope="col" class="num">
                  {say('visits', language)}
                </th>
                <th scope="col" class="num">
                  {say('wishes', language)}
                </th>
                <th scope="col" class="num">
                  {say('about', language)}
                </th>
              </tr>
            </thead>
            <tbody>
              {products.map(one => (
                <Row key={one.id} {...{ one, currency, language }} />
              ))}
            </tbody>
          </table>
          <p class="meta quiet-line">{say('how_lost', language)}</p>
        </>
      )}
    </section>
  )
}

interface RowProps {
  one: MissedTold
  currency: string
  language: Language
}

function Row({ one, currency, language }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <a href={`#/catalogue/${encodeURIComponent(one.item)}`}>{one.title}</a>
        {one.size && ` · ${one.size}`}
        <small>{sinceOf(one.since, language)}</small>
      </th>
      <td class="num">{number(one.looks, language)}</td>
      <td class="num">{number(one.wishes, language)}</td>
      <td class="num">{one.worth > 0 ? money(one.worth, currency, language, 0) : '–'}</td>
    </tr>
  )
}

function sinceOf(since: number, language: Language): string {
  const at = when(since, Date.now(), language)
  return language === 'fr' ? `demandé depuis ${at}` : `wanted since ${at}`
}
