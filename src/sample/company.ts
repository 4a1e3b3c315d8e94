import type { Account } from '../plan/plan.ts';

/** Account IDs that AWS's documentation sets aside for examples. */
export const prod = '111122223333';
export const dev = '123456789012';
/** A vendor's account, not configured: only what it does in the company's own accounts is seen. */
export const partner = '444455556666';

export const prodRegions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'] as const;
const devRegions = ['us-east-1', 'eu-west-1'] as const;

const own = { role: null, externalId: null, archive: null };

/** The made-up company's accounts, as trail.yml would name them. */
export const sampleAccounts: readonly Account[] = [
  { ...own, id: prod, name: 'prod', regions: [...prodRegions] },
  { ...own, id: dev, name: 'dev', regions: [...devRegions] },
];

/** Every address lies in a private range or in one of those set aside for documentation (RFC 5737, RFC 3849). */
export const addresses = {
  office: '10.24.34.3',
  vpn: '192.0.2.44',
  ci: '192.0.2.200',
  partner: '192.0.2.120',
  atHome: '203.0.113.64',
  abroad: '2001:db8:85a3::8a2e:370:7334',
  rootSignIn: '203.0.113.7',
  guesser: '203.0.113.200',
  hostile: '203.0.113.66',
  leak: '198.51.100.77',
} as const;

export const agents = {
  cli: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.12 md/arch#x86_64 lang/python#3.13.7 md/command#s3api',
  console: 'AWS-Console-Signin/1.0 Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  terraform: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) aws-sdk-go-v2/1.39.2 os/linux',
  sdk: 'aws-sdk-js/3.920.0 ua/2.1 os/linux#6.12 lang/js md/nodejs#22.20.0 api/ssm#3.920.0',
  slackConsole:
    'aws-internal/3 aws-sdk-java/1.11.590 Linux/4.9.137-0.1.ac.218.74.329.metal1.x86_64 OpenJDK_64-Bit_Server_VM/25.212-b03 java/1.8.0_212 vendor/Oracle_Corporation',
} as const;
