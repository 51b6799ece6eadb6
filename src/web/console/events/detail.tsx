import { useState } from 'preact/hooks'
import type { EventRow } from '../../../schema/live.ts'
import { exactClock } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { BackIcon } from '../shell/icons.tsx'
import { word } from '../words.ts'
import { compareLines } from './compare.ts'

/** One event: what was done to it, what arrived beside what is kept, how to mend it at the source. */
export function Detail({ row }: { row: EventRow }) {
  const { language } = useSettings()
  const status = row.status === 'repaired' ? 'repaired_kept' : row.status
  const title = row.why?.map(why => why[language]).join(' ') ?? row.say[language]
  return (
    <>
      <Back />
      <p class={`st ${row.status}`}>
        {word(status, language)} · {exactClock(row.time, language)}
      </p>
      <h2>{title}</h2>
      <p class="meta">
        <code>{row.name}</code>
        {row.nickname && ` · ${row.nickname[language]}`}
        {row.from && ` · ${row.from[language]}`}
      </p>
      <Comparison row={row} />
      {row.fix && (
        <>
          <h3>{word('to_fix', language)}</h3>
          <p>{row.fix[language]}</p>
          <CopyButton text={forDevelopers(row, language)} />
        </>
      )}
    </>
  )
}

export function NoDetail({ isGone }: { isGone: boolean }) {
  const { language } = useSettings()
  return (
    <>
      <Back />
      <p>{word(isGone ? 'gone' : 'pick_event', language)}</p>
    </>
  )
}

function Back() {
  const { language } = useSettings()
  return (
    <a class="back" href="#/events">
      <BackIcon />
      {word('back', language)}
    </a>
  )
}

function Comparison({ row: { arrived, kept } }: { row: EventRow }) {
  const { language } = useSettings()
  const heading = kept === undefined ? 'arrived' : arrived === undefined ? 'kept' : 'arrived_kept'
  const lines = compareLines(arrived ?? kept ?? '', kept ?? arrived ?? '')
  return (
    <>
      <h3>{word(heading, language)}</h3>
      <pre class="code">
        {lines.map(({ side, text }, i) => {
          if (side === 'arrived') return <del key={`${i}-`}>{`- ${text}\n`}</del>
          if (side === 'kept') return <ins key={`${i}+`}>{`+ ${text}\n`}</ins>
          return `  ${text}\n`
        })}
      </pre>
    </>
  )
}

function CopyButton({ text }: { text: string }) {
  const { language } = useSettings()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div class="acts">
      <button type="button" class="btn small go" onClick={copy}>
        {word('copy', language)}
      </button>
      <span role="status" class="meta">
        {isCopied && word('copied', language)}
      </span>
    </div>
  )
}

function forDevelopers(row: EventRow, language: Language): string {
  const why = row.why?.map(w => w[language]).join(' ') ?? ''
  return `${row.name}: ${why}\n${row.fix?.[language] ?? ''}\n\n${row.arrived ?? row.kept ?? ''}\n`
}
