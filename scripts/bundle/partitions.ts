/** `"eu-west-1": { "description": "Europe (Ireland)" },` */
const region = /"[a-z]+(?:-[a-z]+)+-\d+": \{\s*"description": "[^"]*"\s*\},?/g;

/**
 * The source of the SDK's table of partitions without its regions. Each matches the pattern of its partition, which says
 * all that a client asks; only names such as `aws-global`, which match none, have to be listed.
 */
export const withoutRegions = (source: string, path: string): string => {
  const lean = source.replace(region, '');
  if (lean === source) throw new Error(`${path}: has no regions in the form that is left out.`);
  return lean;
};
