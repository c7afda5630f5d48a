/** What is in the way of a deployment, in words for the person who deploys: the value in question and what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
