export { addressKey as plainAddress, sameAddress } from '../../address.ts';
