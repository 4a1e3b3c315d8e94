import { sampleAccounts } from './company.ts';

/** What trail.yml would say in the made-up company: its two accounts, everybody may ask, nothing is ignored. */
export const sampleConfig = { accounts: sampleAccounts, access: null, ignore: [], digests: [] };
