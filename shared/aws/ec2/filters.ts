/** EC2 takes at most 200 values in one filter (EC2 API reference, "Filtering"). */
export const valuesPerFilter = 200;
