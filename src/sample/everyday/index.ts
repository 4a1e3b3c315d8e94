import { autoscaling } from './autoscaling.ts';
import { ciDeployer } from './ci-deployer.ts';
import { configRecorder } from './config-recorder.ts';
import { orderFunction } from './order-function.ts';
import { partnerMonitoring } from './partner-monitoring.ts';
import { everybody } from './people.ts';
import type { Routine } from './routine.ts';
import { webServers } from './web-servers.ts';

/** Everything that goes on day by day, and hides the stories. */
export const routines: readonly Routine[] = [
  ciDeployer,
  autoscaling,
  configRecorder,
  webServers,
  orderFunction,
  partnerMonitoring,
  ...everybody,
];
