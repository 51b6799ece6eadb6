/** What a shop is called where people read: its folder has small letters alone. */
export function shopTitle(name: string): string {
  return name[0].toUpperCase() + name.slice(1)
}
