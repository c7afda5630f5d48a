import type { Resource, Synthesized } from './synthesized.ts';

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export const actionsOf = ({ Action }: Statement): readonly string[] =>
  typeof Action === 'string' ? [Action] : Action;

const statementsIn = (document: unknown): readonly Statement[] =>
  (document as { readonly Statement: readonly Statement[] }).Statement;

/** Every statement of an identity-based policy, with the policy's logical id. */
export const roleStatements = ({ ofType }: Synthesized): readonly (readonly [string, Statement])[] =>
  ofType('AWS::IAM::Policy').flatMap(({ logicalId, properties }) =>
    statementsIn(properties['PolicyDocument']).map((statement) => [logicalId, statement] as const),
  );

export const policyStatements = (resource: Resource, property = 'PolicyDocument'): readonly Statement[] =>
  statementsIn(resource.properties[property]);

/** The actions that the role of a function may use, by the folder of the function. */
export const actionsByFunction = (app: Synthesized): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    app.ofType('AWS::IAM::Role').map((role) => [
      /^What the function (?<folder>[\w-]+)/.exec(String(role.properties['Description']))?.groups?.['folder'],
      roleStatements(app)
        .filter(([id]) => id.startsWith(role.logicalId.replace(/.{8}$/, 'DefaultPolicy')))
        .flatMap(([, statement]) => actionsOf(statement))
        .sort(),
    ]),
  );
