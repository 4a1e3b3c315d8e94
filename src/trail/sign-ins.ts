/** An event by which somebody signs in, or one step of that. */
interface SignInEvent {
  /** As CloudTrail names it. */
  name: string;
  /** eventSource. */
  source: string;
  /** A step of a sign-in that has a record of its own: it counts where it fails, and beside that record where it works. */
  step: boolean;
}

const signin = 'signin.amazonaws.com';
const sso = 'sso.amazonaws.com';

/**
 * Every way of signing in that CloudTrail records. CredentialChallenge and CheckMfa are none: AWS asks there, and nobody
 * has answered yet. Nor are CreateToken and CreateOAuth2Token, which programs repeat by the hour.
 * Source: CloudTrail's user guide on console sign-in events, IAM Identity Center's on sign-in and access portal events.
 */
export const signIns: readonly SignInEvent[] = [
  { name: 'ConsoleLogin', source: signin, step: false },
  { name: 'UserAuthentication', source: signin, step: false },
  { name: 'CredentialVerification', source: signin, step: true },
  { name: 'SwitchRole', source: signin, step: false },
  { name: 'GetSigninToken', source: signin, step: true },
  { name: 'Authenticate', source: sso, step: true },
  { name: 'Federate', source: sso, step: false },
  { name: 'Federate', source: signin, step: false },
  { name: 'GetFederationToken', source: 'sts.amazonaws.com', step: true },
];

/** The events of Identity Center's sign-ins; of the steps of one, not each names the person. */
export const namingEvents: readonly string[] = ['CredentialChallenge', 'UserAuthentication', 'CredentialVerification'];

/**
 * Where the console and Identity Center's portal are recorded. What these records say beside the identity tells of the
 * caller too.
 */
export const signInSources: readonly string[] = [signin, sso];

/** The sign-in that an event is, or is a step of; null where it is neither. */
export function signInOf(name: string, source: string): SignInEvent | null {
  return signIns.find((event) => event.name === name && event.source === source) ?? null;
}
