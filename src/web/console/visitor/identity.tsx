import { useState } from 'preact/hooks'
import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { number } from '../format.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { MergeForm } from './merge-form.tsx'
import { say } from './words.ts'

interface Props {
  told: VisitorTold
  onMerge: (other: string) => Promise<boolean>
}

/** By how many keys they are known; who may, says that another visitor is the same person. */
export function Identity({ told: { names, visitor }, onMerge }: Props) {
  const { language } = useSettings()
  const may = useMay('POST /v1/visitors/:key/merge')
  const [isOpen, setOpen] = useState(false)
  const [isMerged, setMerged] = useState(false)
  const merge = async (other: string) => {
    if (!(await onMerge(other))) return
    setOpen(false)
    setMerged(true)
  }
  return (
    <section class="identity">
      <div class="h">
        <h2>{say('identity', language)}</h2>
      </div>
      <p>
        {names === 1
          ? say('one_name', language)
          : `${number(names, language)} ${say('names', language, names)}.`}
      </p>
      <p role="status">{isMerged && say('merged', language)}</p>
      {may && isOpen && <MergeForm self={visitor} onMerge={merge} onClose={() => setOpen(false)} />}
      {may && !isOpen && (
        <button type="button" class="btn" onClick={() => setOpen(true)}>
          {say('merge', language)}
        </button>
      )}
    </section>
  )
}
