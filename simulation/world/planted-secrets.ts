/** Every planted secret has this in it, so that one search finds them all. */
export const secretMark = 'PLANTED';

/** A pre-shared key, as AWS returns it with every connection. */
export const plantedKey = `psk.${secretMark}.b3JpZ2luYWw`;

export const plantedWebhook = `https://hooks.slack.com/services/T0/B0/${secretMark}`;

export const plantedToken = `xoxb-${secretMark}-1234567890`;
