import { adminWork } from './admin-work.ts';
import { behindTwoRoles } from './behind-two-roles.ts';
import { chatCommands } from './chat-commands.ts';
import { chimeDomain } from './chime-domain.ts';
import { deletedBucket } from './deleted-bucket.ts';
import { failedLogins } from './failed-logins.ts';
import { lateDelivery } from './late-delivery.ts';
import { leakedKey } from './leaked-key.ts';
import { notifications } from './notifications.ts';
import { openDoor } from './open-door.ts';
import { refusedLaunch } from './refused-launch.ts';
import { rootSignIn } from './root-sign-in.ts';
import { slackMarkup } from './slack-markup.ts';
import { slackSetup } from './slack-setup.ts';
import type { Story } from './story.ts';

/** Everything that happened, in the order in which its questions are best asked. */
export const stories: readonly Story[] = [
  slackSetup,
  behindTwoRoles,
  leakedKey,
  deletedBucket,
  chatCommands,
  rootSignIn,
  failedLogins,
  openDoor,
  adminWork,
  notifications,
  chimeDomain,
  refusedLaunch,
  slackMarkup,
  lateDelivery,
];
