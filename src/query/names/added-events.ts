/** Events that CloudTrail logs and IAM has no action of that name for, by service. */
export const addedEvents: ReadonlyMap<string, string> = new Map([
  [
    'apigateway',
    `CreateApi CreateApiKey CreateApiMapping CreateAuthorizer CreateBasePathMapping CreateDeployment CreateDocumentationPart
    CreateDocumentationVersion CreateDomainName CreateDomainNameAccessAssociation CreateIntegration CreateIntegrationResponse
    CreateModel CreateRequestValidator CreateResource CreateRestApi CreateRoute CreateRouteResponse CreateStage CreateUsagePlan
    CreateUsagePlanKey CreateVpcLink DeleteAccessLogSettings DeleteApi DeleteApiKey DeleteApiMapping DeleteAuthorizer
    DeleteBasePathMapping DeleteClientCertificate DeleteCorsConfiguration DeleteDeployment DeleteDocumentationPart
    DeleteDocumentationVersion DeleteDomainName DeleteDomainNameAccessAssociation DeleteGatewayResponse DeleteIntegration
    DeleteIntegrationResponse DeleteMethod DeleteMethodResponse DeleteModel DeleteRequestValidator DeleteResource DeleteRestApi
    DeleteRoute DeleteRouteRequestParameter DeleteRouteResponse DeleteRouteSettings DeleteStage DeleteUsagePlan
    DeleteUsagePlanKey DeleteVpcLink ExportApi FlushStageAuthorizersCache FlushStageCache GenerateClientCertificate GetAccount
    GetApi GetApiKey GetApiKeys GetApiMapping GetApiMappings GetApis GetAuthorizer GetAuthorizers GetBasePathMapping
    GetBasePathMappings GetClientCertificate GetClientCertificates GetDeployment GetDeployments GetDocumentationPart
    GetDocumentationParts GetDocumentationVersion GetDocumentationVersions GetDomainName GetDomainNames GetExport
    GetGatewayResponse GetGatewayResponses GetIntegration GetIntegrationResponse GetIntegrationResponses GetIntegrations
    GetMethod GetMethodResponse GetModel GetModelTemplate GetModels GetRequestValidator GetRequestValidators GetResource
    GetResources GetRestApi GetRestApis GetRoute GetRouteResponse GetRouteResponses GetRoutes GetSdk GetSdkType GetSdkTypes
    GetStage GetStages GetTags GetUsage GetUsagePlan GetUsagePlanKey GetUsagePlanKeys GetUsagePlans GetVpcLink GetVpcLinks
    ImportApi ImportApiKeys ImportDocumentationParts ImportRestApi PutGatewayResponse PutIntegration PutIntegrationResponse
    PutMethod PutMethodResponse PutRestApi ReimportApi ResetAuthorizersCache TagResource TestInvokeAuthorizer TestInvokeMethod
    UntagResource UpdateAccount UpdateApi UpdateApiKey UpdateApiMapping UpdateAuthorizer UpdateBasePathMapping
    UpdateClientCertificate UpdateDeployment UpdateDocumentationPart UpdateDocumentationVersion UpdateDomainName
    UpdateGatewayResponse UpdateIntegration UpdateIntegrationResponse UpdateMethod UpdateMethodResponse UpdateModel
    UpdateRequestValidator UpdateResource UpdateRestApi UpdateRoute UpdateRouteResponse UpdateStage UpdateUsage UpdateUsagePlan
    UpdateVpcLink`,
  ],
  [
    'backup',
    `BackupJobCompleted BackupJobStarted CopyJobCompleted CopyJobStarted ReportJobCompleted ReportJobStarted RestoreCompleted
    RestoreStarted`,
  ],
  ['bedrock', 'InvokeModelWithBidirectionalStream StartAsyncInvoke'],
  [
    'chatbot',
    'GetMicrosoftTeamsOAuthParameters GetSlackOAuthParameters RedeemMicrosoftTeamsOAuthCode RedeemSlackOAuthCode',
  ],
  ['cloudfront', 'CreateDistributionWithTags'],
  [
    'controltower',
    `CreateManagedAccount DeregisterManagedAccount DeregisterOrganizationalUnit DisableGuardrail EnableGuardrail
    PrecheckOrganizationalUnit RegisterOrganizationalUnit SetupLandingZone UpdateLandingZone UpdateManagedAccount`,
  ],
  ['dynamodb', 'BatchExecuteStatement ExecuteStatement ExecuteTransaction TransactGetItems TransactWriteItems'],
  ['ec2', 'BidEvictedEvent SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated'],
  ['elasticfilesystem', 'NewClientConnection UpdateClientConnection'],
  ['kms', 'DeleteExpiredKeyMaterial DeleteKey RotateKey SynchronizeMultiRegionKey'],
  ['lambda', 'LambdaESMDisabled'],
  ['organizations', 'CloseAccountResult CreateAccountResult'],
  [
    's3',
    `CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle
    DeleteBucketOwnershipControls DeleteBucketPublicAccessBlock DeleteAccountPublicAccessBlock DeleteBucketReplication
    DeleteBucketTagging DeleteObjects GetBucketCors HeadObject PutBucketCors SelectObjectContent UploadPart UploadPartCopy`,
  ],
  [
    'secretsmanager',
    `CancelSecretVersionDelete EndSecretVersionDelete RotationAbandoned RotationFailed RotationStarted RotationSucceeded
    StartSecretVersionDelete TestRotationFailed TestRotationStarted TestRotationSucceeded`,
  ],
  [
    'signin',
    `CheckMfa ConsoleLogin CredentialChallenge CredentialVerification EmailUpdated ExitRole Federate GetSigninToken Logout
    PasswordRecoveryCompleted PasswordRecoveryRequested PasswordUpdated RenewRole SwitchRole UserAuthentication`,
  ],
  ['sns', 'PublishBatch'],
  ['sqs', 'ChangeMessageVisibilityBatch DeleteMessageBatch SendMessageBatch'],
  [
    'sso',
    `Authenticate CreateToken Federate GetRoleCredentials ListAccountRoles ListProfilesForApplication Logout RegisterClient
    StartDeviceAuthorization UpdateSsoConfiguration`,
  ],
]);
