import { contactScreen } from './contacts.tsx'

export const phones = contactScreen('tel', '+44 20 7183 8750', 150)
