import { contactScreen } from './contacts.tsx'

export const emails = contactScreen('mailto', 'name@example.com', 200)
