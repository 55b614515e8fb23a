/** One customer in so many is held out. */
export const heldOutOf = 10

/** Whether a customer belongs to those held out: by a hash of the id (FNV-1a), so that it is the same in every run and place. */
export function isHeldOut(customer: string): boolean {
  let hash = 0x811c9dc5
  for (let i = 0; i < customer.length; i++) {
    hash ^= customer.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0) % heldOutOf === 0
}
