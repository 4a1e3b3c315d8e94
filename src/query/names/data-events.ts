/**
 * Events that CloudTrail logs only as data events, by service: event history never holds them, a trail
 * only where data events are switched on. Source: the CloudTrail user guide, "Logging data events".
 */
const objectEvents = `AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject
  DeleteObjectTagging DeleteObjects GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
  GetObjectTagging GetObjectTorrent HeadBucket HeadObject ListMultipartUploads ListObjectVersions ListObjects ListObjectsV2
  ListParts PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging RestoreObject
  SelectObjectContent UploadPart UploadPartCopy`;

export const dataEvents: ReadonlyMap<string, string> = new Map([
  [
    'bedrock',
    `ApplyGuardrail GetAsyncInvoke InvokeAgent InvokeFlow InvokeInlineAgent InvokeModelWithBidirectionalStream RenderPrompt
    Retrieve RetrieveAndGenerate StartAsyncInvoke`,
  ],
  ['cloudtrail-data', 'PutAuditEvents'],
  ['cloudwatch', 'GetMetricData GetMetricWidgetImage PutMetricData'],
  [
    'cognito-identity',
    'GetCredentialsForIdentity GetId GetOpenIdToken GetOpenIdTokenForDeveloperIdentity UnlinkIdentity',
  ],
  [
    'dynamodb',
    `BatchExecuteStatement BatchGetItem BatchWriteItem DeleteItem ExecuteStatement ExecuteTransaction GetItem GetRecords
    GetShardIterator PutItem Query Scan TransactGetItems TransactWriteItems UpdateItem`,
  ],
  ['ebs', 'GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks PutSnapshotBlock'],
  ['firehose', 'PutRecord PutRecordBatch'],
  ['iot', 'DeleteThingShadow GetThingShadow Publish UpdateThingShadow'],
  ['kinesis', 'GetRecords GetShardIterator PutRecord PutRecords SubscribeToShard'],
  ['lambda', 'Invoke InvokeAsync InvokeWithResponseStream LambdaESMDisabled'],
  ['s3', objectEvents],
  ['s3-object-lambda', `${objectEvents} WriteGetObjectResponse`],
  ['s3-outposts', objectEvents],
  ['s3express', `${objectEvents} CreateSession`],
  ['s3tables', 'GetTableData PutTableData'],
  [
    'sagemaker',
    `BatchGetRecord BatchPutMetrics DeleteRecord GetRecord InvokeEndpoint InvokeEndpointAsync
    InvokeEndpointWithResponseStream PutRecord`,
  ],
  ['sns', 'Publish PublishBatch'],
  [
    'sqs',
    `ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch ReceiveMessage SendMessage
    SendMessageBatch`,
  ],
  ['ssmmessages', 'CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel'],
  ['xray', 'PutTraceSegments'],
]);
