/** Kinds of things that calls are about, as people name them; `of` what CloudTrail's events call them. */
const kinds: readonly (readonly [noun: string, of?: string])[] = [
  ['bucket'],
  ['object'],
  ['file', 'object'],
  ['instance'],
  ['server', 'instance'],
  ['machine', 'instance'],
  ['vm', 'instance'],
  ['ec2 instance', 'instance'],
  ['database'],
  ['db', 'database'],
  ['db instance'],
  ['db cluster'],
  ['database cluster', 'db cluster'],
  ['database instance', 'db instance'],
  ['cluster'],
  ['table'],
  ['function'],
  ['lambda', 'function'],
  ['lambda function', 'function'],
  ['trail'],
  ['cloudtrail', 'trail'],
  ['cloudtrail trail', 'trail'],
  ['logging'],
  ['cloudtrail logging', 'logging'],
  ['log group'],
  ['key'],
  ['access key'],
  ['api key'],
  ['key pair'],
  ['alias'],
  ['user'],
  ['role'],
  ['group'],
  ['policy'],
  ['secret'],
  ['parameter'],
  ['queue'],
  ['topic'],
  ['stack'],
  ['volume'],
  ['disk', 'volume'],
  ['snapshot'],
  ['image'],
  ['ami', 'image'],
  ['vpc'],
  ['subnet'],
  ['security group'],
  ['sg', 'security group'],
  ['firewall', 'security group'],
  ['port', 'security group'],
  ['security group rule', 'security group rule'],
  ['firewall rule', 'security group rule'],
  ['sg rule', 'security group rule'],
  ['route table'],
  ['load balancer'],
  ['hosted zone'],
  ['zone', 'hosted zone'],
  ['dns record', 'dns'],
  ['dns', 'dns'],
  ['domain'],
  ['certificate'],
  ['cert', 'certificate'],
  ['repository'],
  ['repo', 'repository'],
  ['pipeline'],
  ['tag'],
  ['alarm'],
  ['rule'],
  ['channel'],
  ['mfa', 'mfa'],
  ['mfa device', 'mfa'],
  ['password', 'password'],
  ['console access', 'password'],
  ['network interface'],
  ['detector'],
  ['guardduty', 'detector'],
  ['config recorder', 'configuration recorder'],
  ['public access block', 'public access block'],
  ['block public access', 'public access block'],
];

/** What a noun is called in the names of events, by noun in the singular. */
export const nouns: ReadonlyMap<string, string> = new Map(kinds.map(([noun, of = noun]) => [noun, of]));

/** What things are, as opposed to what belongs to one, such as its policy: `changed the …` may mean all of it. */
const things = new Set(
  'bucket,instance,database,db instance,db cluster,cluster,table,function,trail,user,role,group,secret,queue,topic,stack,volume,vpc,subnet,security group,route table,load balancer,hosted zone,repository'.split(
    ',',
  ),
);

export function isThing(noun: string): boolean {
  return things.has(nouns.get(noun) ?? noun);
}

/** Words that nouns are made of: none of them is taken for a name where a name stands beside it. */
export const nounWords: ReadonlySet<string> = new Set([...nouns.keys()].flatMap((noun) => noun.split(' ')));

/** What the look of a name tells of its kind, IDs and ARNs of AWS. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/^i-[0-9a-f]+$/, 'instance'],
  [/^sg-[0-9a-f]+$/, 'security group'],
  [/^vol-[0-9a-f]+$/, 'volume'],
  [/^snap-[0-9a-f]+$/, 'snapshot'],
  [/^ami-[0-9a-f]+$/, 'image'],
  [/^vpc-[0-9a-f]+$/, 'vpc'],
  [/^subnet-[0-9a-f]+$/, 'subnet'],
  [/^rtb-[0-9a-f]+$/, 'route table'],
  [/^eni-[0-9a-f]+$/, 'network interface'],
  [/^alias\//, 'kms key'],
  [/^A[KS]IA[A-Z0-9]{12,}$/i, 'access key'],
  [/^arn:[^:]*:s3:::[^/]+$/, 'bucket'],
  [/^arn:[^:]*:s3:::.+\//, 'object'],
  [/^arn:[^:]*:iam:[^:]*:[^:]*:user\//, 'user'],
  [/^arn:[^:]*:iam:[^:]*:[^:]*:role\//, 'role'],
  [/^arn:[^:]*:iam:[^:]*:[^:]*:group\//, 'group'],
  [/^arn:[^:]*:iam:[^:]*:[^:]*:policy\//, 'policy'],
  [/^arn:[^:]*:kms:[^:]*:[^:]*:(?:key|alias)\//, 'kms key'],
  [/^arn:[^:]*:lambda:[^:]*:[^:]*:function:/, 'function'],
  [/^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/[^/]+$/, 'table'],
  [/^arn:[^:]*:sns:[^:]*:[^:]*:[^:]+$/, 'topic'],
  [/^arn:[^:]*:sqs:[^:]*:[^:]*:[^:]+$/, 'queue'],
  [/^arn:[^:]*:cloudtrail:[^:]*:[^:]*:trail\//, 'trail'],
  [/^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:/, 'secret'],
  [/^arn:[^:]*:rds:[^:]*:[^:]*:db:/, 'db instance'],
  [/^arn:[^:]*:rds:[^:]*:[^:]*:cluster:/, 'db cluster'],
  [/^arn:[^:]*:ec2:[^:]*:[^:]*:instance\//, 'instance'],
  [/^arn:[^:]*:ec2:[^:]*:[^:]*:security-group\//, 'security group'],
  [/^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\//, 'stack'],
];

/** The kind of thing that an ID or ARN names; null for a name that may be anything's. */
export function kindOfName(name: string): string | null {
  return shapes.find(([shape]) => shape.test(name))?.[1] ?? null;
}
