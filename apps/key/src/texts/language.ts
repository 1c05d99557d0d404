export const LANGUAGES = ['cs', 'sk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language: a missing one does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** Keeps the keys, checks the texts. */
export const texts = <K extends string>(table: Record<K, Text>): Record<K, Text> => table;
