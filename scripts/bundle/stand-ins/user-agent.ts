/** `['md/nodejs', '24.21.0']`, `['lang/js']` */
type Section = readonly [name: string, version?: string];

interface UserAgentConfig {
  readonly defaultUserAgentProvider: () => Promise<readonly Section[]>;
  readonly userAgentAppId: () => Promise<string | undefined>;
}

interface Args {
  readonly request: { readonly headers: Record<string, string> };
}

type Next = (args: Args) => Promise<unknown>;

interface Stack {
  readonly add: (middleware: (next: Next) => Next, options: Readonly<Record<string, unknown>>) => void;
}

const textOf = ([name, version]: Section): string =>
  version === undefined ? name : `${name}${name.includes('/') ? '#' : '/'}${version}`;

/** Says which SDK calls and in which runtime, and not which features of the SDK are in use. */
export const userAgentMiddleware =
  (config: UserAgentConfig) =>
  (next: Next): Next =>
  async (args) => {
    const application = await config.userAgentAppId();
    const sections = (await config.defaultUserAgentProvider()).map(textOf);
    const all = application ? [...sections, `app/${application}`] : sections;
    args.request.headers['user-agent'] = all.join(' ').replace(/[^\x20-\x7e]/g, '-');
    return await next(args);
  };

export const getUserAgentMiddlewareOptions = {
  name: 'getUserAgentMiddleware',
  step: 'build',
  priority: 'low',
  override: true,
};

export const getUserAgentPlugin = (config: UserAgentConfig) => ({
  applyToStack: (stack: Stack): void => stack.add(userAgentMiddleware(config), getUserAgentMiddlewareOptions),
});
