/** The client of a region, made when it is first needed. */
export type ClientOf<Client> = (region: string) => Client;

/** Keeps one client per region, so that connections are reused. */
export const clientsByRegion = <Client>(create: (region: string) => Client): ClientOf<Client> => {
  const clients = new Map<string, Client>();
  return (region) => {
    const present = clients.get(region);
    if (present) return present;
    const created = create(region);
    clients.set(region, created);
    return created;
  };
};
