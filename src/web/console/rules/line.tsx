import type { ComponentChildren } from 'preact'

interface LineProps {
  id: string
  label: string
  hint?: string
  /** What is wrong with what stands here. */
  wrong?: string
  children: (said: Said) => ComponentChildren
}

/** What ties a line to its label, hint and fault. */
interface Said {
  id: string
  'aria-invalid'?: true
  'aria-describedby'?: string
}

/** A labelled line whose hint and fault are read with it. */
export function Line({ id, label, hint, wrong, children }: LineProps) {
  const said = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <p class="line">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-invalid': wrong ? true : undefined,
        'aria-describedby': said || undefined,
      })}
      {hint && (
        <small id={`${id}-hint`} class="meta">
          {hint}
        </small>
      )}
      {wrong && (
        <small id={`${id}-wrong`} class="harm">
          {wrong}
        </small>
      )}
    </p>
  )
}
