/** Something that is not as it should be, in sentences for whoever runs the shop. */
export interface Finding {
  /** `grave`: something is lost or will not work. `notice`: it mends itself, or can wait. */
  level: 'grave' | 'notice'
  part: string
  /** What is wrong. */
  says: string
  /** What to do. */
  mend: string
}
