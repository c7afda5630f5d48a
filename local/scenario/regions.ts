/** Region of what a scenario names none for. */
export const defaultRegion = 'us-east-1';
