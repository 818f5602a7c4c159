import { redirect } from 'next/navigation';
import { carried, putDown } from '@/app/_identity/carried';
import { identityGateway } from '@/app/_identity/gateway';
import { environment } from '@/env';

/** Leaves the gateway too, where the person's session began, and comes back to the portal's home. */
export async function GET(): Promise<Response> {
  const leave = await carried('leave');
  await putDown('leave');
  const home = new URL('/', environment().APP_URL).href;
  redirect((leave && (await identityGateway()?.end(leave.idToken, home))) ?? '/');
}
