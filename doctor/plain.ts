/** Control characters of old and new, and those that turn the direction of text. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text that a terminal only prints: names and answers of others may hold commands for it. */
export const plain = (text: string): string => text.replace(unprintable, ' ').trim();
