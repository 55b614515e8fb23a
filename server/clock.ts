/** What the time is. An argument everywhere: main.ts gives the real clock, tests give their own. */
export type Clock = () => Date
