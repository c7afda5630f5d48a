/** The configuration cannot be used; the message lists every mistake. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(fileName: string, mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
    super(`${fileName} has ${count}:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}
