/** Takes the place of what looks for another endpoint in files as well. `serviceId`: `CloudWatch Logs` */
export const getEndpointFromConfig = async (serviceId = ''): Promise<string | undefined> => {
  const { env } = process;
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  const ofService = `AWS_ENDPOINT_URL_${serviceId.toUpperCase().replaceAll(' ', '_')}`;
  return env[ofService] || env['AWS_ENDPOINT_URL'] || undefined;
};
