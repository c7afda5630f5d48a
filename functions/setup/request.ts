import * as z from 'zod/mini';

/** What CloudFormation sends to the function behind a custom resource (AWS CloudFormation user guide, "Custom resource request objects"). */
const Request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.string().check(z.startsWith('http')),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.optional(z.string()),
  OldResourceProperties: z.optional(z.object({ regions: z.optional(z.array(z.string())) })),
});

export type SetupRequest = z.infer<typeof Request>;

/** The resource stays the same one for the life of the stack: CloudFormation would delete it if its id changed. */
const physicalId = 'tunnelkeeper-setup';

/** A creation that did not succeed is another resource, so that the deletion which follows takes nothing from an earlier success. */
export const physicalIdOf = (request: SetupRequest, ok: boolean): string =>
  request.PhysicalResourceId ?? (ok ? physicalId : `${physicalId}-failed/${request.RequestId}`);

/** CloudFormation makes up an id for what never answered. */
export const isOfSuccess = ({ PhysicalResourceId }: SetupRequest): boolean =>
  PhysicalResourceId === physicalId;

/** Throws for what did not come from CloudFormation: there is nobody to answer. */
export const readRequest = (input: unknown): SetupRequest => {
  const parsed = Request.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`Not a request of CloudFormation: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};
