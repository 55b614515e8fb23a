/** A sentence filled is no matter of insights alone; screens here know it by this name. */
export { fill } from '../ui/fill.ts'
