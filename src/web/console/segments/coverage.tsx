import type { CoverageCell, SegmentRoom } from '../../../schema/segment-told.ts'
import { number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { say } from './words.ts'

type Row = SegmentRoom['coverage'][number]
/** A touchpoint is outlined when it misses more than this share. */
const TOO_MUCH = 0.2

/** Each need at each touchpoint: how much was shown, answered and missed. */
export function Coverage({ coverage }: { coverage: Row[] }) {
  const { language } = useSettings()
  const rows = coverage.filter(({ cells }) => cells.some(({ moments }) => moments > 0))
  const all = coverage.at(-1)!.cells
  const columns = all.flatMap(({ placement, moments }) => (moments > 0 ? [placement] : []))
  return (
    <section class="coverage">
      <div class="h">
        <h2>{say('coverage', language)}</h2>
        <span class="meta desk-only">{say('two_days', language)}</span>
        <Legend language={language} />
      </div>
      {columns.length === 0 ? (
        <p class="empty">{say('no_coverage', language)}</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keys. */}
          <section class="sideways" tabIndex={0} aria-label={say('coverage', language)}>
            <table class="mx">
              <thead>
                <tr>
                  <th scope="col">{say('need', language)}</th>
                  {columns.map(placement => (
                    <th key={placement} scope="col">
                      {word(`placement_${placement}`, language)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ need, cells }) => (
                  <tr key={need}>
                    <th scope="row">{say(`need_${need}`, language)}</th>
                    {cells
                      .filter(({ placement }) => columns.includes(placement))
                      .map(cell => (
                        <Cell key={cell.placement} cell={cell} language={language} />
                      ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p class="meta quiet-line">{say('missed_means', language)}</p>
        </>
      )}
    </section>
  )
}

function Legend({ language }: { language: Language }) {
  return (
    <span class="right legend">
      {(['answered', 'shown', 'missed_key'] as const).map(name => (
        <span key={name}>
          <i class={`touch-${name.replace('_key', '')}`} aria-hidden="true" />
          {say(name, language)}
        </span>
      ))}
    </span>
  )
}

function Cell({ cell, language }: { cell: CoverageCell; language: Language }) {
  const { moments, shown, answered } = cell
  if (moments === 0) {
    return (
      <td class="none">
        <span class="sr">{say('off_path', language)}</span>
        <span aria-hidden="true">–</span>
      </td>
    )
  }
  const missed = moments - shown
  const part = (count: number) => ({ width: `${(100 * count) / moments}%` })
  const isHot = missed > TOO_MUCH * moments
  return (
    <td class={isHot ? 'hot' : undefined}>
      <span class="cb" aria-hidden="true">
        <i class="touch-answered" style={part(answered)} />
        <i class="touch-shown" style={part(shown - answered)} />
        <i class="touch-missed" style={part(missed)} />
      </span>
      <span class="cn" aria-hidden="true">
        {isHot && <b>{number(missed, language)} / </b>}
        {number(moments, language)}
      </span>
      <span class="sr">{spoken(cell, language)}</span>
    </td>
  )
}

function spoken({ moments, shown, answered }: CoverageCell, language: Language): string {
  const told = (count: number, name: 'shown' | 'answered' | 'missed_key') =>
    `${number(count, language)} ${say(name, language)}`
  return [
    told(shown, 'shown'),
    told(answered, 'answered'),
    told(moments - shown, 'missed_key'),
  ].join(', ')
}
