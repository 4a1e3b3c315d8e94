import type { ExchangeDetails, Requests, Responses } from '../../api.ts';

/** The server said why it did not do what was asked. */
class Refused extends Error {}

/** Asks the server for something. Rejects with Refused, or where it can't be reached. */
export async function request<Name extends keyof Requests>(
  name: Name,
  given: Requests[Name],
): Promise<Responses[Name]> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  return read(response);
}

/** The payloads of an exchange. */
export async function exchangeDetails(id: number): Promise<ExchangeDetails> {
  return read(await fetch(`/exchanges/${id}`));
}

async function read<Body>(response: Response): Promise<Body> {
  const body = await response.json();
  if (!response.ok) throw new Refused(body.problem ?? `The playground answered with ${response.status}.`);
  return body;
}
