import { useEffect, useState } from 'preact/hooks'
import type { AuditEntry, AuditPage as Page } from '../../../schema/audit.ts'
import { ask } from '../ask.ts'
import { clock, when } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { useAgain } from '../use-again.ts'
import { word } from '../words.ts'
import { changesOf } from './changes-of.ts'
import { say, sayWhat } from './words.ts'

/** Who changed what, and what was it before? */
export function AuditPage() {
  const { language } = useSettings()
  const [page, setPage] = useState<Page | 'reading' | 'lost'>('reading')
  const [kind, setKind] = useState<'changes' | 'sign_ins'>('changes')
  const read = async (before?: number) => {
    const query = `?kind=${kind}${before === undefined ? '' : `&before=${before}`}`
    try {
      const next = await ask<Page>('GET', `v1/audit${query}`)
      setPage(now => (typeof now === 'object' && before !== undefined ? joined(now, next) : next))
    } catch {
      setPage(now => (typeof now === 'object' ? now : 'lost'))
    }
  }
  useEffect(() => void read(), [kind])
  useAgain(page === 'lost', () => void read())
  if (typeof page === 'string') return <Without got={page} />
  const { entries, older } = page
  return (
    <>
      <div class="top">
        <span class="where">{word('audit', language)}</span>
        {(['changes', 'sign_ins'] as const).map(each => (
          <button
            key={each}
            type="button"
            class="btn quiet"
            aria-pressed={each === kind}
            onClick={() => setKind(each)}
          >
            {say(each, language)}
          </button>
        ))}
      </div>
      <Answer say={answerOf(entries[0])} />
      <ol class="audit">
        {entries.map(entry => (
          <Entry key={entry.position} entry={entry} language={language} />
        ))}
      </ol>
      {older !== undefined && (
        <button type="button" class="btn quiet earlier" onClick={() => void read(older)}>
          {say('older', language)}
        </button>
      )}
    </>
  )
}

function joined(now: Page, next: Page): Page {
  return { entries: [...now.entries, ...next.entries], older: next.older }
}

function answerOf(newest: AuditEntry | undefined) {
  const of = (language: Language) =>
    newest === undefined
      ? say('no_change', language)
      : `*${whoOf(newest, language)}* ${sayWhat(newest.what, language)}${newest.onName ? ` ${newest.onName}` : ''}.`
  return { fr: of('fr'), en: of('en') }
}

function Entry({ entry, language }: { entry: AuditEntry; language: Language }) {
  const { time, what, on, onName, why, visitor } = entry
  const now = Date.now()
  const day = when(time, now, language)
  return (
    <li>
      <time class="meta" dateTime={new Date(time).toISOString()}>
        {day} {day === clock(time, language) ? '' : clock(time, language)}
      </time>
      <div>
        <p>
          <b>{whoOf(entry, language)}</b> {sayWhat(what, language)}{' '}
          {onName ?? (on && <code>{on}</code>)}
          {visitor && <a href={`#/visitors/${visitor.key}`}>{visitor.nickname[language]}</a>}
          {why && <span class="meta"> – {why}</span>}
        </p>
        <Difference before={entry.before} after={entry.after} language={language} />
      </div>
    </li>
  )
}

/** A person's name; else what can be said of who it was. */
function whoOf({ by, name }: AuditEntry, language: Language): string {
  if (name) return name
  if (by === 'console') return say('by_link', language)
  return by.startsWith('p_')
    ? say('by_gone', language)
    : `${say('by_key', language)} ${by.slice(0, 6)}…`
}

interface DifferenceProps {
  before: unknown
  after: unknown
  language: Language
}

/** What differs, line by line: what was and what is. */
function Difference({ before, after, language }: DifferenceProps) {
  const tell = (time: number) => `${when(time, Date.now(), language)}, ${clock(time, language)}`
  const changes = changesOf(before, after, tell)
  if (changes.length === 0) return null
  return (
    <dl class="difference">
      {changes.map(({ name, was, is }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span class="sr">{say('before', language)} </span>
            <del>{was ?? say('nothing', language)}</del>
            <span aria-hidden="true"> → </span>
            <span class="sr">{say('after', language)} </span>
            <ins>{is ?? say('nothing', language)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
