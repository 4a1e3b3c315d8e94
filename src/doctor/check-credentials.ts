import { type Fault, fault } from '../errors.ts';
import type { CloudTrailClients } from '../sources/aws/clients.ts';
import { type AwsFailure, readFailure } from '../sources/aws/failure.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whose the AWS credentials are (GetCallerIdentity, which needs no permission). */
export async function checkCredentials(clients: CloudTrailClients, region: string): Promise<Finding> {
  try {
    const { account, arn } = await clients.callerIdentity();
    return fine('AWS credentials', `Those of ${arn} in account ${account}.`);
  } catch (error) {
    const failure = readFailure(error);
    if (failure === null) throw error;
    return wrong('AWS credentials', faultOf(failure, region));
  }
}

function faultOf({ kind, code }: AwsFailure, region: string): Fault {
  if (kind === 'no-credentials') return fault('no-credentials', []);
  if (kind === 'expired') return fault('credentials-expired', [region]);
  if (kind === 'unreachable') return fault('aws-unreachable', ['AWS STS', region, code]);
  return fault('credentials-refused', ['Trail’s own credentials', region, code]);
}
