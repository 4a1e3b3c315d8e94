import type { Workspace } from './slack/workspace.ts';

/** What somebody typed, as Slack passes it on: escaped, with mentions of people and channels by ID, and links marked. */
export function typedMessage(text: string, workspace: Workspace): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .replace(/https?:\/\/[^\s|]+/g, (url) => `<${url}>`)
    .replace(/(?<![\w.])@([\w.-]*\w)/g, (typed, name: string) => {
      const id = idOf(name, workspace);
      return id === null ? typed : `<@${id}>`;
    })
    .replace(/(?<![\w&])#([\w-]+)/g, (typed, name: string) => {
      const channel = workspace.channels.find((one) => one.name === name);
      return channel === undefined ? typed : `<#${channel.id}|${name}>`;
    });
}

export function mentionsBot(text: string, { botUserId }: Workspace): boolean {
  return text.includes(`<@${botUserId}>`);
}

function idOf(name: string, { users, botUserId }: Workspace): string | null {
  const typed = name.toLowerCase();
  if (typed === 'trail') return botUserId;
  return users.find((user) => user.name === typed)?.id ?? null;
}
