import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifyRequest } from '../../src/slack/http-receiver.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const now = 1_531_420_618_000;
const signed = (body: string, at = now / 1000, by = secret) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', by).update(`v0:${at}:${body}`).digest('hex')}`,
});
const verify = (headers: Record<string, string>, body = 'x') => verifyRequest(secret, headers, Buffer.from(body), now);

describe('Slack’s signature', () => {
  test('the example of Slack’s documentation is verified', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const headers = {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    };
    expect(verify(headers, body)).toEqual({ ok: true, value: headers['x-slack-signature'] });
  });

  test.each([
    ['five minutes old', -300, true],
    ['a second more', -301, false],
    ['five seconds ahead', 5, true],
    ['a second more ahead', 6, false],
  ])('a request that is %s: %s s', (_case, skew, verified) => {
    expect(verify(signed('x', now / 1000 + skew)).ok).toBe(verified);
  });

  test('any other body, secret or signature is refused', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (body, other) => {
        expect(verify(signed(body), body).ok).toBe(true);
        if (body !== other) expect(verify(signed(body), other)).toMatchObject({ fault: 'wrong-signature' });
        expect(verify(signed(body, now / 1000, `${secret}${other}!`), body)).toMatchObject({
          fault: 'wrong-signature',
        });
        expect(verify({ ...signed(body), 'x-slack-signature': other }, body).ok).toBe(false);
      }),
    );
  });
});
