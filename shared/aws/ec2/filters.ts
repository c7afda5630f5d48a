/** EC2 takes at most 200 values in one filter (EC2 API reference, "Filtering"). */
export const valuesPerFilter = 200;

/** A value that matches only itself: filters take `*` and `?` for wildcards (EC2 user guide, "Filtering"). */
export const literal = (value: string): string => value.replace(/[\\*?]/g, '\\$&');
