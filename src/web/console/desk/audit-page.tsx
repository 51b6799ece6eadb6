import { useEffect, useState } from 'preact/hooks'
import type { AuditEntry, AuditPage as Page } from '../../../schema/audit.ts'
import { ask } from '../ask.ts'
import { moment } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { useAgain } from '../use-again.ts'
import { word } from '../words.ts'
import { changesOf, type Told } from './changes-of.ts'
import { type Subject, subjectOf } from './subject-of.ts'
import type { FieldChange } from './tellers.ts'
import { whoOf } from './who-of.ts'
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
        <fieldset class="right chips" aria-label={word('show', language)}>
          {(['changes', 'sign_ins'] as const).map(each => (
            <button
              key={each}
              type="button"
              class="chip"
              aria-pressed={each === kind}
              onClick={() => setKind(each)}
            >
              {say(each, language)}
            </button>
          ))}
        </fieldset>
      </div>
      <Answer say={answerOf(entries[0])} />
      <ol class="audit">
        {entries.map(entry => (
          <Entry key={entry.position} entry={entry} told={page} language={language} />
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
  const names = { ...now.names, ...next.names }
  return { ...next, entries: [...now.entries, ...next.entries], names }
}

function answerOf(newest: AuditEntry | undefined) {
  const of = (language: Language) => {
    if (newest === undefined) return say('no_change', language)
    const subject = newest.about ? undefined : subjectOf(newest, language) // a rule takes a line
    const verb = sayWhat(newest, language)
    return `*${whoOf(newest, language)}* ${verb}${behind(subject, language)}${subject?.says ?? ''}.`
  }
  return { fr: of('fr'), en: of('en') }
}

interface EntryProps {
  entry: AuditEntry
  told: Told
  language: Language
}

function Entry({ entry, told, language }: EntryProps) {
  const { time, why } = entry
  const subject = subjectOf(entry, language)
  return (
    <li>
      <time class="meta" dateTime={new Date(time).toISOString()}>
        {moment(time, Date.now(), language)}
      </time>
      <div>
        <p>
          <b>{whoOf(entry, language)}</b> {sayWhat(entry, language)}
          {behind(subject, language)}
          {subject?.href ? <a href={subject.href}>{subject.says}</a> : subject?.says}
          {why && <span class="meta"> – {why}</span>}
        </p>
        <Difference changes={changesOf(entry, told, language)} language={language} />
      </div>
    </li>
  )
}

/** What stands between a verb and its subject. */
function behind(subject: Subject | undefined, language: Language): string {
  if (subject === undefined) return ''
  if (subject.isSomebody) return ' '
  return language === 'fr' ? '\u202f: ' : ': '
}

interface DifferenceProps {
  changes: FieldChange[]
  language: Language
}

/** What differs, line by line: what was and what is. */
function Difference({ changes, language }: DifferenceProps) {
  if (changes.length === 0) return null
  return (
    <dl class="difference">
      {changes.map(({ name, was, is }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {was !== undefined && (
              <>
                <span class="sr">{say('before', language)} </span>
                <del>{was}</del>
              </>
            )}
            {was !== undefined && is !== undefined && (
              <>
                <span aria-hidden="true"> → </span>
                <span class="sr">{say('after', language)} </span>
              </>
            )}
            {is !== undefined && <ins>{is}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
