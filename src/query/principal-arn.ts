/** Whether an ARN is of somebody who can act: an IAM user or role, root, or a session of STS. */
export function isPrincipalArn(text: string): boolean {
  return /^arn:[^:]*:iam:[^:]*:[^:]*:(?:user\/.|role\/.|root$)/i.test(text) || isSessionArn(text);
}

/** Whether an ARN is of a session: of an assumed role or of a federated user. */
export function isSessionArn(text: string): boolean {
  return /^arn:[^:]*:sts:[^:]*:[^:]*:(?:assumed-role|federated-user)\/./i.test(text);
}

export function isArn(text: string): boolean {
  return /^arn:/i.test(text);
}
