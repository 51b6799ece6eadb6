import { useState } from 'preact/hooks'
import type { ExperiencesTold, ExperienceTold } from '../../../schema/experience.ts'
import { ask } from '../ask.ts'
import { useAct } from '../people/use-act.ts'
import { Line } from '../rules/line.tsx'
import { wrongWith } from '../rules/use-draft.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { BackIcon } from '../shell/icons.tsx'
import { doesOf } from './experience-row.tsx'
import { NewLines } from './new-lines.tsx'
import { settingIn } from './setting-in.ts'
import { WordLines } from './word-lines.tsx'
import { say } from './words.ts'

interface Props {
  told: ExperiencesTold
  /** Absent: a new one. */
  id?: string
  onChange: () => void
}

/** The words of an experience, when it makes sense, its switch; of a new one, what it does as well. */
export function ExperienceForm({ told, id, onChange }: Props) {
  const { language } = useSettings()
  const known = told.placements.flatMap(one => one.experiences).find(one => one.id === id)
  const may = useMay('PUT /v1/experiences')
  return (
    <>
      <div class="top">
        <a class="where to-list" href="#/experiences">
          <BackIcon />
          {say('back', language)}
        </a>
      </div>
      <Answer
        say={{
          fr: say(known ? 'form_answer' : 'new_answer', 'fr').replace('{name}', named(known, 'fr')),
          en: say(known ? 'form_answer' : 'new_answer', 'en').replace('{name}', named(known, 'en')),
        }}
      />
      {id !== undefined && known === undefined ? (
        <p class="empty">{say('unknown', language)}</p>
      ) : may ? (
        <Form told={told} known={known} onChange={onChange} />
      ) : (
        <p class="empty">{say('not_yours', language)}</p>
      )}
    </>
  )
}

/** Asterisks would draw the rest of the sentence in the accent. */
function named(known: ExperienceTold | undefined, language: 'fr' | 'en'): string {
  return known?.title[language].replaceAll('*', '') ?? ''
}

interface FormProps {
  told: ExperiencesTold
  known?: ExperienceTold
  onChange: () => void
}

function Form({ told, known, onChange }: FormProps) {
  const { language } = useSettings()
  const { act, isBusy, refusal } = useAct()
  const [isSaved, setSaved] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const setting = settingIn(new FormData(event.currentTarget as HTMLFormElement), known)
    void act(async () => {
      setSaved(false)
      const { id } = await ask<ExperienceTold>('PUT', 'v1/experiences', setting)
      setSaved(true)
      onChange()
      if (known === undefined) location.hash = `#/experiences/${encodeURIComponent(id)}`
    })
  }
  return (
    <form class="lines narrow" onSubmit={submit}>
      {known ? (
        <p class="meta">
          {say('fixed', language).replace(
            '{what}',
            doesOf({ ...known, when: [] }, told.words, language),
          )}
        </p>
      ) : (
        <NewLines told={told} refusal={refusal} />
      )}
      <WordLines name="title" most={120} known={known?.title} refusal={refusal} isNeeded />
      <WordLines name="text" most={300} known={known?.text} refusal={refusal} />
      {!known?.isDefault && <When told={told} known={known} wrong={wrongWith('/when', refusal)} />}
      <Line id="exp-why" label={say('why', language)} wrong={wrongWith('/why', refusal)}>
        {said => <input {...said} name="why" class="field" maxLength={256} />}
      </Line>
      <div>
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('save', language)}
        </button>
        <p role="status" class={refusal ? 'notice harm' : 'meta'}>
          {refusal ? refusal.message || say('lost', language) : isSaved && say('saved', language)}
        </p>
      </div>
    </form>
  )
}

function When({
  told,
  known,
  wrong,
}: {
  told: ExperiencesTold
  known?: ExperienceTold
  wrong?: string
}) {
  const { language } = useSettings()
  return (
    <>
      <fieldset class="whens">
        <legend>{say('when', language)}</legend>
        {told.conditions.map(name => (
          <label key={name} class="tick">
            <input
              type="checkbox"
              name="when"
              value={name}
              defaultChecked={known?.when?.includes(name) ?? false}
            />
            {told.words.conditions[name]?.[language] ?? name}
          </label>
        ))}
        {wrong && <small class="harm">{wrong}</small>}
      </fieldset>
      <label class="tick">
        <input type="checkbox" name="off" defaultChecked={known?.off ?? false} />
        {say('off', language)}
      </label>
    </>
  )
}
