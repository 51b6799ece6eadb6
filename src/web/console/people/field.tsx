interface FieldProps {
  name: string
  type?: 'text' | 'email' | 'password' | 'url'
  autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code'
  inputMode?: 'text' | 'numeric'
  minLength?: number
  maxLength?: number
  label: string
  hint?: string
  /** What is wrong with what stands here. */
  wrong?: string
}

/** A labelled line to fill in; what is wrong is said under it and read with it. */
export function Field({ name, type = 'text', label, hint, wrong, ...rest }: FieldProps) {
  const said = [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ')
  return (
    <p class="line">
      <label for={name}>{label}</label>
      <input
        {...rest}
        // The types would have one component for each kind of line.
        type={type as 'text'}
        id={name}
        name={name}
        class="field"
        required
        aria-invalid={wrong ? true : undefined}
        aria-describedby={said || undefined}
      />
      {hint && (
        <small id={`${name}-hint`} class="meta">
          {hint}
        </small>
      )}
      {wrong && (
        <small id={`${name}-wrong`} class="harm" role="alert">
          {wrong}
        </small>
      )}
    </p>
  )
}

/** What stands in a form's lines, by their names. */
export function valuesOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault()
  const form = event.currentTarget as HTMLFormElement
  return Object.fromEntries(new FormData(form)) as Record<string, string>
}
